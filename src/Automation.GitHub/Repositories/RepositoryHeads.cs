using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Repositories;

/// <summary>The heads of default branches, a hundred repositories per call (GraphQL): a repository that has not changed costs a hundredth of a call.</summary>
public sealed class RepositoryHeads(InstallationAccess access)
{
    // The type of the error for a repository that does not exist or is not visible to the App.
    private const string NotFound = "NOT_FOUND";

    private static readonly RepositoriesQuery Query = new("defaultBranches", "isArchived defaultBranchRef { name target { oid } }");

    /// <summary>The heads of those that are in use, or that GitHub refuses; without those that do not exist, are archived or have no commit.</summary>
    /// <exception cref="ApiException">GitHub did not respond, for a reason that does not concern a single repository.</exception>
    public async Task<IReadOnlyDictionary<RepositoryName, RepositoryHead>> ReadAsync(
        IReadOnlyCollection<RepositoryName> repositories, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<RepositoryName, RepositoryHead>();
        foreach (var some in repositories.Chunk(RepositoriesQuery.AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ReadAsync(some, heads, cancellationToken);
        }

        return heads;
    }

    private async Task ReadAsync(RepositoryName[] repositories, Dictionary<RepositoryName, RepositoryHead> heads, CancellationToken cancellationToken)
    {
        var (found, answer) = await Query.AskAsync(access.Client.Connection, [.. repositories.Select(r => (r, (string?)null))], cancellationToken);

        // A repository that GitHub refuses affects only itself. A response that is incomplete for another reason is not used at all.
        if (!answer.Data.Exists || answer.Errors.Any(e => e.Member is null))
        {
            throw new ApiException($"GitHub did not report the heads of branches: {answer.Said}", System.Net.HttpStatusCode.OK);
        }

        foreach (var (repository, (shown, error)) in repositories.Zip(found))
        {
            if (shown["isArchived"].IsFalse && shown["defaultBranchRef"]["target"]["oid"].Text is { } sha)
            {
                heads[repository] = new RepositoryHead.At(sha);
            }
            else if (error is { Type: not NotFound })
            {
                heads[repository] = new RepositoryHead.Refused();
            }
        }
    }
}

/// <summary>The head of a repository's default branch.</summary>
public abstract record RepositoryHead
{
    private RepositoryHead()
    {
    }

    /// <summary>The head is a commit.</summary>
    public sealed record At(string Sha) : RepositoryHead;

    /// <summary>The repository exists, but GitHub denies access: it was disabled, or the organisation blocks the App.</summary>
    public sealed record Refused : RepositoryHead;
}
