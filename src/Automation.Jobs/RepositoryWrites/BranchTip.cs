using System.Net;
using System.Text.Json.Nodes;
using Automation.GitHub.Access;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.RepositoryWrites;

/// <param name="IsRoot">Whether the commit has no parent.</param>
internal sealed record BranchTip(string Commit, string Tree, bool IsRoot)
{
    /// <summary>Looks a branch up; null if there is no such branch, or no commit at all.</summary>
    public static async Task<BranchTip?> FindAsync(RepositoryCalls calls, string branch, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.Rest.FindAsync($"{calls.Path}/git/ref/heads/{GitHubRest.Path($"{branch}")}", cancellationToken) is { } found
                && found["object"]["sha"].Text is { } commit
                ? await OfAsync(calls, commit, cancellationToken)
                : null;
        }
        catch (GitHubCallException e) when (e.Status == HttpStatusCode.Conflict)
        {
            // GitHub's answer for a repository without a commit.
            return null;
        }
    }

    public static Task CreateAsync(RepositoryCalls calls, string branch, string commit, CancellationToken cancellationToken) =>
        calls.Rest.SendAsync(
            HttpMethod.Post, $"{calls.Path}/git/refs", new JsonObject { ["ref"] = $"refs/heads/{branch}", ["sha"] = commit }, cancellationToken);

    /// <summary>Moves a branch to any commit; its previous commits are lost.</summary>
    public static Task ReplaceAsync(RepositoryCalls calls, string branch, string commit, CancellationToken cancellationToken) =>
        PatchAsync(calls, branch, commit, force: true, cancellationToken);

    /// <summary>Moves a branch to a commit whose parent is its present one.</summary>
    /// <exception cref="StepException">Somebody else moved it in the meantime.</exception>
    public static async Task MoveAsync(RepositoryCalls calls, string branch, string commit, CancellationToken cancellationToken)
    {
        try
        {
            await PatchAsync(calls, branch, commit, force: false, cancellationToken);
        }
        catch (GitHubCallException e)
            when (e.Status == HttpStatusCode.UnprocessableEntity && e.Message.Contains("fast forward", StringComparison.OrdinalIgnoreCase))
        {
            throw new StepException($"Somebody else pushed to {branch} of {calls.Repository} at the same time. Run the template again.", e);
        }
    }

    /// <summary>The same, where the caller looks again after somebody else moved it.</summary>
    /// <exception cref="GitHubCallException">Somebody else did.</exception>
    public static Task AdvanceAsync(RepositoryCalls calls, string branch, string commit, CancellationToken cancellationToken) =>
        PatchAsync(calls, branch, commit, force: false, cancellationToken);

    private static Task PatchAsync(RepositoryCalls calls, string branch, string commit, bool force, CancellationToken cancellationToken) =>
        calls.Rest.SendAsync(
            HttpMethod.Patch,
            $"{calls.Path}/git/refs/heads/{GitHubRest.Path($"{branch}")}",
            new JsonObject { ["sha"] = commit, ["force"] = force },
            cancellationToken);

    private static async Task<BranchTip> OfAsync(RepositoryCalls calls, string commit, CancellationToken cancellationToken)
    {
        var read = await calls.Rest.GetAsync($"{calls.Path}/git/commits/{commit}", cancellationToken);
        return new BranchTip(commit, read["tree"]["sha"].Text ?? "", !read["parents"].Items.Any());
    }
}
