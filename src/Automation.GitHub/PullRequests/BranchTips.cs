using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>
/// The heads of the branches that a check reads: the base branch of the pull request, and the default branches of the organisation's configuration and of the
/// catalog. One call (GraphQL); if GitHub rejects it, there is one call for each.
/// </summary>
public sealed class BranchTips(InstallationAccess access)
{
    // The type of the error for a repository that does not exist or is not visible to the App.
    private const string NotFound = "NOT_FOUND";

    private static readonly RepositoriesQuery Query = new(
        "branchTips", "defaultBranchRef { target { oid } } ref(qualifiedName: $id) { target { oid } }", "String!");

    /// <summary>
    /// The tip of a branch of a repository, and the tips of the default branches of others; null for what the App does not see, or has no commit.
    /// </summary>
    /// <exception cref="GitHubRefusalException">One of them exists, but GitHub denies access.</exception>
    public async Task<(string? Branch, IReadOnlyList<string?> Others)> ReadAsync(
        RepositoryName repository, string branch, IReadOnlyList<RepositoryName> others, CancellationToken cancellationToken)
    {
        var qualified = $"refs/heads/{branch}";
        try
        {
            var (found, answer) = await Query.AskAsync(
                access.Client.Connection, [.. others.Prepend(repository).Select(r => (r, (string?)qualified))], cancellationToken);
            if (answer.Data.Exists && found.FirstOrDefault(f => f.Error is { Type: not NotFound }).Error is { } refusal)
            {
                throw new GitHubRefusalException($"POST /graphql: {refusal.Message}");
            }

            if (answer.Data.Exists && found[0].Shown.Exists && answer.Errors.All(e => e.Member is not null))
            {
                return (found[0].Shown["ref"]["target"]["oid"].Text, [.. found.Skip(1).Select(f => f.Shown["defaultBranchRef"]["target"]["oid"].Text)]);
            }
        }
        catch (Exception e) when (e is ApiException or HttpRequestException)
        {
            // A temporary failure: continue one by one.
        }

        var tips = new List<string?>();
        foreach (var other in others)
        {
            tips.Add(await DefaultAsync(other));
        }

        return (await TipAsync(repository, branch), tips);
    }

    private async Task<string?> DefaultAsync(RepositoryName repository)
    {
        try
        {
            return await TipAsync(repository, (await access.Client.Repository.Get(repository.Owner, repository.Name)).DefaultBranch);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task<string?> TipAsync(RepositoryName repository, string branch)
    {
        try
        {
            return (await access.Client.Git.Reference.Get(repository.Owner, repository.Name, $"heads/{branch}")).Object.Sha;
        }
        catch (Exception e) when (e is NotFoundException || (e is ApiException { StatusCode: System.Net.HttpStatusCode.Conflict }))
        {
            // Also a repository without a commit.
            return null;
        }
    }
}
