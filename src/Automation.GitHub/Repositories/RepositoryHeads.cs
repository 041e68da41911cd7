using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Repositories;

/// <summary>Where default branches are now, a hundred repositories a call (GraphQL): what has not moved costs a hundredth of a call.</summary>
/// <param name="access">The installation.</param>
public sealed class RepositoryHeads(InstallationAccess access)
{
    private static readonly RepositoriesQuery Query = new("defaultBranches", "isArchived defaultBranchRef { name target { oid } }");

    /// <summary>The heads of those that can be seen and have a commit; others are not among them.</summary>
    /// <exception cref="ApiException">GitHub did not answer for another reason than that it does not show a repository.</exception>
    public async Task<IReadOnlyDictionary<RepositoryName, string>> ReadAsync(IReadOnlyCollection<RepositoryName> repositories, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<RepositoryName, string>();
        foreach (var some in repositories.Chunk(RepositoriesQuery.AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ReadAsync(some, heads, cancellationToken);
        }

        return heads;
    }

    private async Task ReadAsync(RepositoryName[] repositories, Dictionary<RepositoryName, string> heads, CancellationToken cancellationToken)
    {
        var (found, answer) = await Query.AskAsync(access.Client.Connection, [.. repositories.Select(r => (r, (string?)null))], cancellationToken);

        // A repository that is not shown is null, beside an error that says so; an answer that is incomplete for another reason says nothing of any.
        if (!answer.Data.Exists || answer.Errors.Any(e => e.Type != "NOT_FOUND"))
        {
            throw new ApiException($"GitHub did not say where branches are: {answer.Said}", System.Net.HttpStatusCode.OK);
        }

        foreach (var (repository, shown) in repositories.Zip(found))
        {
            if (shown["isArchived"].IsFalse && shown["defaultBranchRef"]["target"]["oid"].Text is { } sha)
            {
                heads[repository] = sha;
            }
        }
    }
}
