using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>
/// Maintains one comment on a pull request: finds it by marker and author, creates or rewrites it, and deletes it if there is nothing to report.
/// </summary>
/// <param name="login">Finds the App's login: a copied marker by another author is not ours.</param>
/// <param name="intent">Records each write before it is done.</param>
public sealed class CommentStep(RepositoryAccess access, Func<Task<string>> login, WriteIntent intent)
{
    /// <summary>At most a thousand comments are searched for the App's own.</summary>
    private const int MostPages = 10;
    private const int PageSize = 100;

    /// <summary>Whether there may be comments already: if not, they are not searched.</summary>
    public bool MayHaveComments { get; init; } = true;

    /// <param name="number">The pull request.</param>
    /// <param name="marker">What the comment begins with.</param>
    /// <param name="body">The whole comment, with the marker; null if there is nothing to report.</param>
    public async Task WriteAsync(int number, string marker, string? body, CancellationToken cancellationToken)
    {
        var place = $"{access.Repository}#{number} {marker}";
        var (own, isWhole) = MayHaveComments || access.Seen.Knows(place)
            ? await access.Seen.ReadAsync(place, () => OwnAsync(number, marker), all => string.Join('\n', all.Own.Select(c => c.Body)), cancellationToken)
            : ([], true);
        if (body is not null && own.Count == 0)
        {
            // Our comment may follow a thousand others, and a new comment for each push would be noise.
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
            await intent.RunAsync(
                Noted($"rewrite comment {own[0].Id}", number),
                () => access.Client.Issue.Comment.Update(access.Repository.Owner, access.Repository.Name, own[0].Id, body),
                cancellationToken);
        }

        // A crash between reading and writing may have left a duplicate.
        foreach (var surplus in own.Skip(body is null ? 0 : 1))
        {
            await intent.RunAsync(
                Noted($"delete comment {surplus.Id}", number),
                () => access.Client.Issue.Comment.Delete(access.Repository.Owner, access.Repository.Name, surplus.Id),
                cancellationToken);
        }
    }

    /// <summary>Whether another App maintains such a comment. Only the login of an App ends like that: a copy by a person does not count.</summary>
    public async Task<bool> IsKeptByAnotherAppAsync(int number, string marker)
    {
        var own = await login();
        return (await AllAsync(number)).Any(
            c => c.User?.Login is { } author && author != own && author.EndsWith("[bot]", StringComparison.Ordinal) && IsMarked(c, marker));
    }

    private GitHubWrite Noted(string what, int number) => new("comment", access.Repository, what) { Number = number };

    private async Task<(List<IssueComment> Own, bool IsWhole)> OwnAsync(int number, string marker)
    {
        var (all, own) = (await AllAsync(number), await login());
        return ([.. all.Where(c => c.User?.Login == own && IsMarked(c, marker)).OrderBy(c => c.Id)], (PageSize * MostPages) > all.Count);
    }

    private Task<IReadOnlyList<IssueComment>> AllAsync(int number)
    {
        // The library's own call sends a sort order, which GitHub does not support here.
        var address = new Uri($"repos/{access.Repository}/issues/{number}/comments", UriKind.Relative);
        return new ApiConnection(access.Client.Connection).GetAll<IssueComment>(address, new ApiOptions { PageSize = PageSize, PageCount = MostPages });
    }

    private static bool IsMarked(IssueComment comment, string marker) => comment.Body?.StartsWith(marker, StringComparison.Ordinal) == true;
}
