using System.Text.Json;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Reads the current state of pull requests: a payload is only a hint, and may be older than the last push.</summary>
public sealed class PullRequestReading(RepositoryAccess access)
{
    /// <summary>A pull request; null if the App sees none of that number.</summary>
    public async Task<PullRequestFacts?> FindAsync(int number)
    {
        try
        {
            return FactsOf(number, UnreadAnswer.Of(await access.Client.Connection.Get<UnreadAnswer>(Address($"pulls/{number}"), null)));
        }
        catch (Exception e) when (e is NotFoundException or ApiValidationException)
        {
            // 422 is GitHub's response if there is no token for the repository: the App does not see it (REST: "Create an installation access token for an
            // app").
            return null;
        }
    }

    /// <summary>The same, with the head of an event: a delayed replica of GitHub may not show it yet.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="eventHead">The head in the event; null if it has none.</param>
    public async Task<PullRequestFacts?> FindAsync(int number, string? eventHead, CancellationToken cancellationToken)
    {
        var place = $"{access.Repository}#{number}";
        if (eventHead is not null)
        {
            access.Seen.Expect(place, eventHead);
        }

        return await access.Seen.ReadAsync(place, () => FindAsync(number), pull => pull?.HeadSha ?? "", cancellationToken);
    }

    /// <summary>The open pull requests whose head a commit is; null if the App does not see the repository.</summary>
    public async Task<IReadOnlyList<int>?> WithHeadAsync(string sha)
    {
        try
        {
            var all = await access.Client.Repository.Commit.PullRequests(access.Repository.Owner, access.Repository.Name, sha);
            return [.. all.Where(p => p.State.Value == ItemState.Open && p.Head.Sha == sha).Select(p => p.Number)];
        }
        catch (NotFoundException)
        {
            return null;
        }
        catch (ApiValidationException)
        {
            // The commit does not exist, or no longer exists.
            return [];
        }
    }

    /// <summary>The commit that both sides have in common; null if they have none.</summary>
    /// <param name="pull">The pull request.</param>
    /// <param name="baseSha">The tip of its base branch.</param>
    public async Task<string?> MergeBaseAsync(PullRequestFacts pull, string baseSha)
    {
        try
        {
            var parameters = new Dictionary<string, string> { ["per_page"] = "1", ["page"] = "1" };
            var compared = await access.Client.Connection.Get<UnreadAnswer>(Address($"compare/{baseSha}...{pull.HeadSha}"), parameters);
            return UnreadAnswer.Of(compared)["merge_base_commit"]["sha"].Text;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a user may write to the repository.</summary>
    public async Task<bool> MayWriteAsync(string login)
    {
        try
        {
            return (await access.Client.Repository.Collaborator.ReviewPermission(access.Repository.Owner, access.Repository.Name, login)).Permission is
                "admin" or "write" or "maintain";
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    private Uri Address(string path) => new($"repos/{access.Repository}/{path}", UriKind.Relative);

    private static PullRequestFacts FactsOf(int number, JsonPart pull)
    {
        var (head, target) = (pull["head"], pull["base"]);
        if (head["sha"].Text is not { } sha || target["ref"].Text is not { } branch)
        {
            throw new JsonException($"GitHub's response about pull request {number} has no head commit or no base branch.");
        }

        return new PullRequestFacts(number, sha, branch)
        {
            IsOpen = pull["state"].Text == "open",
            IsDraft = pull["draft"].IsTrue,
            HeadBranch = head["repo"]["id"].Number is { } repository && repository == target["repo"]["id"].Number ? head["ref"].Text : null,
            HasComments = pull["comments"].Number > 0,
        };
    }
}

/// <summary>The current state of a pull request, or a commit of a merge queue.</summary>
/// <param name="Number">The number; null for a merge queue's commit.</param>
/// <param name="HeadSha">The commit to check.</param>
/// <param name="BaseRef">The branch it is to be merged into.</param>
public sealed record PullRequestFacts(int? Number, string HeadSha, string BaseRef)
{
    public bool IsOpen { get; init; } = true;

    public bool IsDraft { get; init; }

    /// <summary>The head branch, if it is in the same repository; null for a fork.</summary>
    public string? HeadBranch { get; init; }

    public bool HasComments { get; init; }

    /// <summary>The subject of its check run.</summary>
    public string Subject => Number is { } number ? $"pull/{number}" : $"queue/{BaseRef}";

    /// <summary>The commit of its check run.</summary>
    public CheckedCommit Commit => new(HeadSha, Subject, BaseRef);
}

/// <summary>A commit as a pull request or merge queue presents it for a check: the same commit may be presented by several, for different bases.</summary>
/// <param name="Subject">What presents it: <c>pull/12</c>, <c>queue/main</c>.</param>
/// <param name="BaseRef">The branch it is to be merged into.</param>
public sealed record CheckedCommit(string HeadSha, string Subject, string BaseRef);
