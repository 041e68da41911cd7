using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Git;

namespace Automation.Cli.Inputs;

/// <summary>The trees of a check: the head, the point it started from, and the tip of the base, whose configuration is in force.</summary>
internal sealed class Sides(GitRepository? git, CheckRequest request)
{
    // A check of a folder within a repository looks at that folder on every side.
    private readonly string _prefix = (git?.WorkingDirectory ?? (request.History is null ? null : GitFolder.FindRoot(request.Folder))) is { } root ? PathExpansion.Shown(Path.GetRelativePath(root, request.Folder)) : "";

    /// <summary>The files to check.</summary>
    public FileTree Head(Terminal terminal) =>
        request.Head is { } head ? TreeAt(head)
        : Directory.Exists(request.Folder) && (git is null || git.WorkingDirectory is not null) ? new WorkingTree(new DirectoryTree(request.Folder), terminal)
        : TreeAt("HEAD");

    /// <summary>The tip of the base; null where there is nothing to compare with.</summary>
    public FileTree? Policy() => request.Base is { } @base ? TreeAt(@base) : null;

    /// <summary>The point the change started from, and a note where another had to stand in for it.</summary>
    public (FileTree? Tree, NotChecked? Note) Base() => request.Base is not { } @base ? (null, null) : git!.MergeBase(@base, request.Head) switch
    {
        MergeBaseOutcome.Found(var commit) => (At(commit), null),
        MergeBaseOutcome.BaseItself(var commit, var note) => (At(commit), new NotChecked("what stood at the merge base", note)),
        MergeBaseOutcome.NotFound(var reason) => throw new UsageException(reason),
        _ => throw new InvalidOperationException("An outcome was added without being handled."),
    };

    private FileTree TreeAt(string revision) => git!.Resolve(revision) switch
    {
        RevisionOutcome.Found(var commit) => At(commit),
        var unknown => throw new UsageException(unknown.Reason),
    };

    private FileTree At(CommitId commit) => _prefix.Length == 0 ? git!.TreeAt(commit) : new SubTree(git!.TreeAt(commit), _prefix);
}
