using System.Net;
using Automation.GitHub.Access;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>
/// A branch whose files are generated, for a pull request that people may push to as well. It only ever moves forward, so that a commit of a person is never
/// lost.
/// </summary>
/// <param name="calls">The repository.</param>
/// <param name="main">The branch that the pull request changes.</param>
/// <param name="tip">Where that branch was when the files were generated.</param>
/// <param name="name">The branch.</param>
/// <param name="trailer">What the last lines of the messages of our commits begin with.</param>
internal sealed class GeneratedBranch(RepositoryCalls calls, string main, BranchTip tip, string name, string trailer)
{
    /// <summary>A writer that lost a race looks again; three at a time are more than there are.</summary>
    public const int MostAttempts = 4;

    // A commit whose tree is another one was amended by a person.
    private readonly string _treeTrailer = $"{trailer}-Tree: ";
    private readonly string _resetTrailer = $"{trailer}-Reset: true";

    /// <summary>Whether another run created the branch or the pull request, or somebody pushed: then the caller looks again.</summary>
    public static bool IsRace(GitHubCallException exception) =>
        exception.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict
        && (exception.Message.Contains("already exists", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("fast forward", StringComparison.OrdinalIgnoreCase));

    /// <summary>Looks at it; null where there is no such branch.</summary>
    public async Task<BranchState?> FindAsync(CancellationToken cancellationToken)
    {
        if (await BranchTip.FindAsync(calls, name, cancellationToken) is not { } head)
        {
            return null;
        }

        var compared = await calls.Rest.GetAsync($"{calls.Path}/compare/{GitHubRest.Path($"{main}...{head.Commit}")}", cancellationToken);
        var hasPeople = false;
        foreach (var commit in compared["commits"].Items)
        {
            var message = commit["commit"]["message"].Text ?? "";
            var isOurs = message.Contains($"{_treeTrailer}{commit["commit"]["tree"]["sha"].Text}", StringComparison.Ordinal);
            hasPeople = isOurs ? hasPeople && !message.Contains(_resetTrailer, StringComparison.Ordinal) : true;
        }

        var files = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var file in compared["files"].Items.Where(f => f["filename"].Text is not null))
        {
            files[file["filename"].Text!] = file["status"].Text == "removed" ? null : file["sha"].Text;
            if (file["status"].Text == "renamed" && file["previous_filename"].Text is { } before)
            {
                files[before] = null;
            }
        }

        return new BranchState(head)
        {
            HasPeople = hasPeople,
            Ahead = compared["ahead_by"].Number ?? 0,
            Behind = compared["behind_by"].Number ?? 0,
            Files = files,
        };
    }

    /// <summary>Writes a commit on top of the branch: GitHub refuses to move it if somebody pushed meanwhile.</summary>
    /// <param name="branch">The branch as it was found; null where there is none.</param>
    /// <param name="files">The files that it is to have; null deletes one. All others are those of the base branch.</param>
    /// <param name="isReset">Whether the commits of people are discarded.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public async Task PushAsync(
        BranchState? branch, string title, IReadOnlyDictionary<string, GitFile?> files, bool isReset, CancellationToken cancellationToken)
    {
        // With the base branch as second parent, nothing conflicts.
        IReadOnlyList<string> parents = branch switch
        {
            null or { Ahead: 0 } => [tip.Commit],
            { Behind: 0 } => [branch.Head.Commit],
            _ => [branch.Head.Commit, tip.Commit],
        };
        var commit = await new CommitUpload(calls).RunAsync(
            tip.Tree, parents, files, tree => $"{title}\n\n{(isReset ? $"{_resetTrailer}\n" : "")}{_treeTrailer}{tree}\n", cancellationToken);
        if (branch is null)
        {
            await BranchTip.CreateAsync(calls, name, commit, cancellationToken);
        }
        else
        {
            await BranchTip.AdvanceAsync(calls, name, commit, cancellationToken);
        }
    }
}

/// <summary>The branch of a pull request as it is on GitHub.</summary>
/// <param name="Head">Where it is.</param>
internal sealed record BranchState(BranchTip Head)
{
    // GitHub Docs, REST: "Compare two commits".
    private const int MostComparedFiles = 300;

    /// <summary>Whether it has commits of people since it was last generated as a whole.</summary>
    public required bool HasPeople { get; init; }

    /// <summary>How many commits it has that the base branch does not have.</summary>
    public required long Ahead { get; init; }

    /// <summary>How many commits the base branch has that it does not have.</summary>
    public required long Behind { get; init; }

    /// <summary>The files in which it differs from where it began, and the ids of their contents; null for a deleted one. At most 300.</summary>
    public required IReadOnlyDictionary<string, string?> Files { get; init; }

    /// <summary>Whether it has these files and no others, compared with where it began.</summary>
    public bool HasOnly(IReadOnlyDictionary<string, GitFile?> files) =>
        Files.Count < MostComparedFiles
        && Files.Count == files.Count
        && files.All(f => Files.TryGetValue(f.Key, out var id) && id == f.Value?.Id);
}
