using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Keeps one comment of a kind on a pull request: found by its marker and its author, made, rewritten, or taken away when there is nothing left to say.</summary>
/// <param name="access">The repository.</param>
/// <param name="login">Finds the App's login: a marker that somebody else has copied is not ours.</param>
/// <param name="intent">Notes down each write before it is done.</param>
public sealed class CommentStep(RepositoryAccess access, Func<Task<string>> login, WriteIntent intent)
{
    /// <summary>The most comments that are looked through for the App's own are a thousand.</summary>
    private const int MostPages = 10;
    private const int PageSize = 100;

    /// <summary>Whether there may be comments already: where there are none, none is looked for.</summary>
    public bool MayHaveComments { get; init; } = true;

    /// <summary>Brings it there.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="marker">What the comment begins with.</param>
    /// <param name="body">The whole comment, with the marker; null where there is nothing to say.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(int number, string marker, string? body, CancellationToken cancellationToken)
    {
        var place = $"{access.Repository}#{number} {marker}";
        var (own, isWhole) = MayHaveComments || access.Seen.Knows(place)
            ? await access.Seen.ReadAsync(place, () => OwnAsync(number, marker), all => string.Join('\n', all.Own.Select(c => c.Body)), cancellationToken)
            : ([], true);
        if (body is not null && own.Count == 0)
        {
            // Behind a thousand others may be the one that is there already, and a second one with each push helps nobody.
            if (!isWhole)
            {
                return;
            }

            await intent.RunAsync(
                Noted("comment", number),
                () =>
                {
                    access.Seen.Expect(place, body);
                    return access.Client.Issue.Comment.Create(access.Repository.Owner, access.Repository.Name, number, body);
                },
                cancellationToken);
            return;
        }

        access.Seen.Expect(place, body ?? "");
        if (body is not null && own[0].Body != body)
        {
            await intent.RunAsync(Noted($"rewrite comment {own[0].Id}", number), () => access.Client.Issue.Comment.Update(access.Repository.Owner, access.Repository.Name, own[0].Id, body), cancellationToken);
        }

        // A crash between looking and writing may have left a twin.
        foreach (var surplus in own.Skip(body is null ? 0 : 1))
        {
            await intent.RunAsync(Noted($"delete comment {surplus.Id}", number), () => access.Client.Issue.Comment.Delete(access.Repository.Owner, access.Repository.Name, surplus.Id), cancellationToken);
        }
    }

    /// <summary>Whether another App keeps such a comment. Only the login of an App ends like that: what a person has copied does not count.</summary>
    public async Task<bool> IsKeptByAnotherAppAsync(int number, string marker)
    {
        var own = await login();
        return (await AllAsync(number)).Any(c => c.User?.Login is { } author && author != own && author.EndsWith("[bot]", StringComparison.Ordinal) && IsMarked(c, marker));
    }

    private GitHubWrite Noted(string what, int number) => new("comment", access.Repository, what) { Number = number };

    private async Task<(List<IssueComment> Own, bool IsWhole)> OwnAsync(int number, string marker)
    {
        var (all, own) = (await AllAsync(number), await login());
        return ([.. all.Where(c => c.User?.Login == own && IsMarked(c, marker)).OrderBy(c => c.Id)], (PageSize * MostPages) > all.Count);
    }

    private Task<IReadOnlyList<IssueComment>> AllAsync(int number)
    {
        // The library's own call asks for an order, which GitHub does not know here.
        var address = new Uri($"repos/{access.Repository}/issues/{number}/comments", UriKind.Relative);
        return new ApiConnection(access.Client.Connection).GetAll<IssueComment>(address, new ApiOptions { PageSize = PageSize, PageCount = MostPages });
    }

    private static bool IsMarked(IssueComment comment, string marker) => comment.Body?.StartsWith(marker, StringComparison.Ordinal) == true;
}
