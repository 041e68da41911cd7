using Automation.GitHub;
using Automation.GitHub.Access;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>A repository on GitHub that a job writes to.</summary>
/// <param name="name">Its name.</param>
/// <param name="rest">GitHub, with a token that may write there.</param>
public sealed class RepositoryOnGitHub(RepositoryName name, GitHubRest rest)
{
    /// <summary>Its name.</summary>
    public RepositoryName Name => name;

    internal RepositoryCalls Calls { get; } = new(name, rest);

    /// <summary>The name of its default branch; null where there is no such repository, or the token does not see it.</summary>
    public async Task<string?> DefaultBranchAsync(CancellationToken cancellationToken) =>
        (await rest.FindAsync(Calls.Path, cancellationToken))?["default_branch"].Text;

    /// <summary>Where a branch is; null where there is none.</summary>
    public async Task<BranchOnGitHub?> TipAsync(string branch, CancellationToken cancellationToken) =>
        await BranchTip.FindAsync(Calls, branch, cancellationToken) is { } tip ? new BranchOnGitHub(tip) : null;

    /// <summary>The text that a file had, by its id; null where it is no longer there, or is no text.</summary>
    public async Task<string?> ObjectAsync(string id, CancellationToken cancellationToken) =>
        await rest.FindAsync($"{Calls.Path}/git/blobs/{GitHubRest.Path($"{id}")}", cancellationToken) is { } blob
        && blob["encoding"].Text == "base64" && blob["content"].Text is { } content
            ? new GitFile(GitFile.Ordinary, Convert.FromBase64String(content)).Text()
            : null;
}

/// <summary>Where a branch is.</summary>
public sealed class BranchOnGitHub
{
    internal BranchOnGitHub(BranchTip tip) => Tip = tip;

    /// <summary>The commit.</summary>
    public string Commit => Tip.Commit;

    internal BranchTip Tip { get; }
}
