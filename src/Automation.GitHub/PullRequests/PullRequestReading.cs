using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Reads how pull requests stand: a payload is a hint, and may be older than the last push.</summary>
/// <param name="access">The repository.</param>
public sealed class PullRequestReading(RepositoryAccess access)
{
    /// <summary>A pull request; null where there is none of that number.</summary>
    public async Task<PullRequestFacts?> FindAsync(int number)
    {
        try
        {
            return await FactsOfAsync(await access.Client.PullRequest.Get(access.Repository.Owner, access.Repository.Name, number));
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>The same, where an event told of a head: a copy of GitHub's that is behind does not show it yet.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="toldHead">The head that the event told of; null where it told of none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PullRequestFacts?> FindAsync(int number, string? toldHead, CancellationToken cancellationToken)
    {
        var place = $"{access.Repository}#{number}";
        if (toldHead is not null)
        {
            access.Seen.Expect(place, toldHead);
        }

        return await access.Seen.ReadAsync(place, () => FindAsync(number), pull => pull?.HeadSha ?? "", cancellationToken);
    }

    /// <summary>The open pull requests whose head a commit is.</summary>
    public async Task<IReadOnlyList<int>> WithHeadAsync(string sha)
    {
        try
        {
            var all = await access.Client.Repository.Commit.PullRequests(access.Repository.Owner, access.Repository.Name, sha);
            return [.. all.Where(p => p.State.Value == ItemState.Open && p.Head.Sha == sha).Select(p => p.Number)];
        }
        catch (Exception e) when (e is NotFoundException or ApiValidationException)
        {
            return [];
        }
    }

    /// <summary>A commit of a merge queue; null where the branch is gone.</summary>
    public async Task<PullRequestFacts?> QueuedAsync(string headSha, string baseRef) =>
        await TipAsync(baseRef) is { } tip ? new PullRequestFacts(null, headSha, baseRef, tip) : null;

    /// <summary>The commit that both sides have in common; null where they have none.</summary>
    public async Task<string?> MergeBaseAsync(PullRequestFacts pull)
    {
        try
        {
            return (await access.Client.Repository.Commit.Compare(access.Repository.Owner, access.Repository.Name, pull.BaseSha, pull.HeadSha, new ApiOptions { PageSize = 1, PageCount = 1 })).MergeBaseCommit?.Sha;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether somebody may write to the repository.</summary>
    public async Task<bool> MayWriteAsync(string login)
    {
        try
        {
            return (await access.Client.Repository.Collaborator.ReviewPermission(access.Repository.Owner, access.Repository.Name, login)).Permission is "admin" or "write" or "maintain";
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    private async Task<PullRequestFacts?> FactsOfAsync(PullRequest pull) =>
        await TipAsync(pull.Base.Ref) is not { } tip ? null : new PullRequestFacts(pull.Number, pull.Head.Sha, pull.Base.Ref, tip)
        {
            IsOpen = pull.State.Value == ItemState.Open,
            IsDraft = pull.Draft,
            HeadBranch = pull.Head.Repository?.Id == pull.Base.Repository.Id ? pull.Head.Ref : null,
        };

    // The pull request says where its base was when it was last pushed to.
    private async Task<string?> TipAsync(string branch)
    {
        try
        {
            return (await access.Client.Git.Reference.Get(access.Repository.Owner, access.Repository.Name, $"heads/{branch}")).Object.Sha;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
