using System.Globalization;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Suggests changes at lines of a pull request, in one review. Each contains its fingerprint, and is made once.</summary>
/// <param name="login">Finds the App's login.</param>
/// <param name="intent">Records the write before it is done.</param>
public sealed class SuggestionStep(RepositoryAccess access, Func<Task<string>> login, WriteIntent intent)
{
    /// <summary>Too many suggestions are noise; the button applies all fixes.</summary>
    private const int Most = 20;

    /// <summary>
    /// Changed files are searched for their changed lines, within the budget of changed descriptors, and comments as for the App's own comment.
    /// </summary>
    private const int MostPagesOfFiles = 3;

    /// <summary>The calls it takes: made suggestions, changed files, the review.</summary>
    public const int UsualCalls = 5;

    private const int MostPagesOfComments = 10;
    private const int PageSize = 100;

    private readonly ApiConnection _api = new(access.Client.Connection);

    /// <summary>Suggests what has not been suggested, in lines that the pull request shows.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="headSha">The commit that the lines are of.</param>
    /// <returns>Why GitHub accepted none; null if it did, or if there was nothing to suggest.</returns>
    public async Task<string?> WriteAsync(int number, string headSha, IReadOnlyList<LineSuggestion> suggestions, CancellationToken cancellationToken)
    {
        if (suggestions.Count == 0)
        {
            return null;
        }

        var place = $"{access.Repository}#{number} suggestions";
        var made = await access.Seen.ReadAsync(place, () => MadeAsync(number), all => string.Join('\n', all), cancellationToken);
        var open = suggestions.Where(s => !made.Contains(Marker(s))).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var shown = (await access.Client.PullRequest.Files(
            access.Repository.Owner, access.Repository.Name, number, new ApiOptions { PageSize = PageSize, PageCount = MostPagesOfFiles })).ToLookup(
            f => f.FileName, f => ShownLines.Of(f.Patch), StringComparer.Ordinal);
        var placed = open.Where(s => shown[s.Path].SelectMany(l => l).Any(l => l.First <= s.FirstLine && s.LastLine <= l.Last)).Take(Most).ToList();
        if (placed.Count == 0)
        {
            return null;
        }

        var review = new Dictionary<string, object>
        {
            ["commit_id"] = headSha,
            ["event"] = "COMMENT",
            ["body"] = "",
            ["comments"] = placed.Select(Comment).ToArray<object>(),
        };

        try
        {
            // The library supports comments only by their position in the patch.
            await intent.RunAsync(
                new GitHubWrite("review", access.Repository, $"suggest {placed.Count} changes") { Number = number, Ref = headSha },
                () =>
                {
                    access.Seen.Expect(place, string.Join('\n', made.Union(placed.Select(Marker)).Order(StringComparer.Ordinal)));
                    return _api.Post<object>(
                        new Uri($"repos/{access.Repository}/pulls/{number}/reviews", UriKind.Relative), review, cancellationToken: cancellationToken);
                },
                cancellationToken);
            return null;
        }
        catch (Exception e) when (e is ApiValidationException or GitHubRefusalException)
        {
            // 422: a line is not one that the pull request shows, or has moved in the meantime; 403: the conversation is locked. The check run and the
            // comment have all of it.
            access.Seen.Expect(place, string.Join('\n', made));
            return e.Message;
        }
    }

    // The first line of each is its marker.
    private async Task<SortedSet<string>> MadeAsync(int number)
    {
        var all = await _api.GetAll<PullRequestReviewComment>(
            new Uri($"repos/{access.Repository}/pulls/{number}/comments", UriKind.Relative),
            new ApiOptions { PageSize = PageSize, PageCount = MostPagesOfComments });
        var own = await login();
        return new SortedSet<string>(all.Where(c => c.User?.Login == own).Select(c => (c.Body ?? "").Split('\n')[0].TrimEnd('\r')), StringComparer.Ordinal);
    }

    private static Dictionary<string, object> Comment(LineSuggestion suggestion)
    {
        var comment = new Dictionary<string, object>
        {
            ["path"] = suggestion.Path,
            ["line"] = suggestion.LastLine,
            ["side"] = "RIGHT",
            ["body"] = $"{Marker(suggestion)}\n{suggestion.Markdown}",
        };
        if (suggestion.FirstLine < suggestion.LastLine)
        {
            comment["start_line"] = suggestion.FirstLine;
            comment["start_side"] = "RIGHT";
        }

        return comment;
    }

    private static string Marker(LineSuggestion suggestion) => $"<!-- automation:suggestion:{suggestion.Fingerprint} -->";
}

/// <summary>A change of a few lines that the author of a pull request can accept with a button.</summary>
/// <param name="Fingerprint">The id: the same suggestion is not made twice.</param>
/// <param name="FirstLine">The first line that it replaces, from 1.</param>
/// <param name="Markdown">The reason, and the new lines.</param>
public sealed record LineSuggestion(string Fingerprint, string Path, int FirstLine, int LastLine, string Markdown);

/// <summary>The lines of a changed file that a pull request shows: only these take comments.</summary>
internal static class ShownLines
{
    /// <summary>The ranges of lines of the new file that a patch shows, as first and last line.</summary>
    public static IReadOnlyList<(int First, int Last)> Of(string? patch)
    {
        var stretches = new List<(int, int)>();
        foreach (var line in (patch ?? "").AsSpan().EnumerateLines())
        {
            // @@ -1,7 +1,8 @@
            if (line.StartsWith("@@ -") && line[3..].IndexOf('+') is > 0 and var plus && Numbers(line[(3 + plus + 1)..]) is ({ } first, { } count) && count > 0)
            {
                stretches.Add((first, first + count - 1));
            }
        }

        return stretches;
    }

    private static (int? First, int? Count) Numbers(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        text = end < 0 ? text : text[..end];
        var comma = text.IndexOf(',');
        return (Number(comma < 0 ? text : text[..comma]), comma < 0 ? 1 : Number(text[(comma + 1)..]));
    }

    private static int? Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
