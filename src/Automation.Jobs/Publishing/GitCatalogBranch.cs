using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Repositories;

namespace Automation.Jobs.Publishing;

/// <summary>The branch in a git repository.</summary>
public sealed class GitCatalogBranch(WritableBranch branch) : CatalogBranch
{
    /// <inheritdoc/>
    public override string Name => branch.Name;

    /// <inheritdoc/>
    public override CommitId? Read(CancellationToken cancellationToken) => branch.Read(cancellationToken);

    /// <inheritdoc/>
    public override FileTree TreeAt(CommitId? commit) => branch.TreeAt(commit);

    /// <inheritdoc/>
    public override CommitId? Commit(CommitId? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken) =>
        branch.Commit(parent, changes, text, cancellationToken);

    /// <inheritdoc/>
    public override MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken) => branch.Move(expected, next, cancellationToken);
}
