using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>A branch of a bare repository on this machine.</summary>
internal sealed class LocalBranch : WritableBranch
{
    private readonly RefFile _ref;

    private LocalBranch(Repository repository, string name)
        : base(repository, name) => _ref = new RefFile(repository, FullName);

    /// <summary>Opens it.</summary>
    public static LocalBranch In(Repository repository, string? name) =>
        new(repository, name ?? BranchName.Short(repository.Refs.Head is SymbolicReference head ? head.TargetIdentifier : null) ?? BranchName.Usual);

    /// <inheritdoc/>
    public override CommitId? Read(CancellationToken cancellationToken) => LibGit2.Call($"{FullName} could not be read", _ref.Read);

    /// <inheritdoc/>
    public override MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken) =>
        LibGit2.Call($"{FullName} could not be moved", () =>
    {
        using var turn = WriterTurn.Take(GitFolders.Common(Repository), cancellationToken);
        return _ref.Move(expected, next, cancellationToken);
    });
}
