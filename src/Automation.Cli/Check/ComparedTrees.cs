using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;

namespace Automation.Cli.Check;

/// <summary>The trees of a check: the head, the merge base, and the head of the base branch, whose configuration applies.</summary>
internal sealed class ComparedTrees(GitRepository? git, CheckRequest request)
{
    // A check of a folder within a repository reads that folder on every side.
    private readonly string _prefix = (git?.WorkingDirectory ?? (request.History is null ? null : GitFolder.FindRoot(request.Folder))) is { } root
        ? PathExpansion.Shown(Path.GetRelativePath(root, request.Folder))
        : "";

    /// <summary>Whether the trees are whole repositories, as far as is known: not folders in one.</summary>
    public bool AreWhole =>
        _prefix.Length == 0 && (GitFolder.FindRoot(request.Folder) is not { } root || Path.GetFullPath(root) == Path.GetFullPath(request.Folder));

    /// <summary>Opens the git repository that has the revisions of a request; null if the request names no revision.</summary>
    /// <exception cref="UsageException">The request names a revision, but there is no repository.</exception>
    public static GitRepository? Open(CheckRequest request) =>
        request.Base is null && request.Head is null && !GitFolder.IsBare(request.Folder) ? null
        : GitRepository.Discover(request.History ?? request.Folder)
            ?? throw new UsageException(
                $"--base names a revision, but '{(request.Shown.Length == 0 ? "." : request.Shown)}' is not in a git repository. Omit --base, or check a "
                + "clone.");

    public FileTree Head(Terminal terminal) =>
        request.Head is { } head ? TreeAt(head)
        : Directory.Exists(request.Folder) && (git is null || git.WorkingDirectory is not null) ? new WorkingTree(new DirectoryTree(request.Folder), terminal)
        : TreeAt("HEAD");

    /// <summary>The head of the base; null if there is nothing to compare with.</summary>
    public FileTree? Policy() => request.Base is { } @base ? TreeAt(@base) : null;

    /// <summary>The merge base, and a note if another commit is used instead.</summary>
    public (FileTree? Tree, NotChecked? Note) Base() => MergeBase() is var (commit, note) && commit is { } found ? (At(found), note) : (null, note);

    /// <summary>The paths of these trees that the change adds, edits or deletes; none if there is nothing to compare with.</summary>
    public IReadOnlyList<string> Changed()
    {
        if (MergeBase().Commit is not { } from)
        {
            return [];
        }

        var to = request.Head is { } head ? Commit(head) : git!.WorkingDirectory is null ? Commit("HEAD") : null;
        var below = _prefix.Length == 0 ? "" : _prefix + "/";
        return [.. git!.ChangedPaths(from, to).Where(p => p.StartsWith(below, StringComparison.Ordinal)).Select(p => p[below.Length..])];
    }

    private (CommitId? Commit, NotChecked? Note) MergeBase() => request.Base is not { } @base ? (null, null) : git!.MergeBase(@base, request.Head) switch
    {
        MergeBaseOutcome.Found(var commit) => (commit, null),
        MergeBaseOutcome.BaseItself(var commit, var note) => (commit, new NotChecked("the merge base", note)),
        MergeBaseOutcome.NotFound(var reason) => throw new UsageException(reason),
        _ => throw new InvalidOperationException("An outcome was added without being handled."),
    };

    private FileTree TreeAt(string revision) => At(Commit(revision));

    private CommitId Commit(string revision) => git!.Resolve(revision) switch
    {
        RevisionOutcome.Found(var commit) => commit,
        var unknown => throw new UsageException(unknown.Reason),
    };

    private FileTree At(CommitId commit) => _prefix.Length == 0 ? git!.TreeAt(commit) : new SubTree(git!.TreeAt(commit), _prefix);
}
