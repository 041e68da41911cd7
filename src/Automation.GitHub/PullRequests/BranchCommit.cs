using Automation.Core.Trees;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Commits files to a branch that is at the expected commit (GraphQL: <c>createCommitOnBranch</c>). GitHub signs such a commit.</summary>
public sealed class BranchCommit(RepositoryAccess access)
{
    private const string Mutation = "mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }";

    /// <summary>Creates the commit; false if the branch has moved in the meantime.</summary>
    /// <param name="expected">The commit that it is expected to be at.</param>
    /// <param name="headline">The first line of the message.</param>
    /// <param name="changes">The files that differ.</param>
    public async Task<bool> WriteAsync(string branch, string expected, string headline, IReadOnlyList<TreeChange> changes)
    {
        var input = new Dictionary<string, object>
        {
            ["branch"] = new Dictionary<string, object> { ["repositoryNameWithOwner"] = access.Repository.ToString(), ["branchName"] = branch },
            ["expectedHeadOid"] = expected,
            ["message"] = new Dictionary<string, object> { ["headline"] = headline },
            ["fileChanges"] = new Dictionary<string, object>
            {
                ["additions"] = changes.Where(c => c.Content is not null)
                    .Select(c => new Dictionary<string, object> { ["path"] = c.Path, ["contents"] = Convert.ToBase64String(c.Content!.Value.Span) })
                    .ToArray<object>(),
                ["deletions"] = changes.Where(c => c.Content is null).Select(c => new Dictionary<string, object> { ["path"] = c.Path }).ToArray<object>(),
            },
        };
        var answer = await GraphQl.AskAsync(access.Client.Connection, Mutation, new Dictionary<string, object> { ["input"] = input });
        if (answer.Errors is [])
        {
            return true;
        }

        // "Expected branch to point to …": there was a push.
        return answer.Errors.Any(e => e.Type == "STALE_DATA" || e.Message.Contains("xpected branch to point", StringComparison.Ordinal))
            ? false
            : throw new ApiException($"GitHub did not commit to {branch}: {answer.Said}", System.Net.HttpStatusCode.OK);
    }
}
