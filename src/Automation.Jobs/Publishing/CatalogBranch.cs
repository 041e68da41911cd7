using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Repositories;

namespace Automation.Jobs.Publishing;

/// <summary>The branch that the catalog is published to, wherever it is. It moves only from the commit that it is expected to be at.</summary>
public abstract class CatalogBranch
{
    /// <summary>The branch, without <c>refs/heads/</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Reads its current commit; null if the branch does not exist yet.</summary>
    public abstract CommitId? Read(CancellationToken cancellationToken);

    /// <summary>The files of a commit; none for null.</summary>
    public abstract FileTree TreeAt(CommitId? commit);

    /// <summary>Writes a commit that no branch refers to yet; null if its files are the same as the parent's.</summary>
    public abstract CommitId? Commit(CommitId? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken);

    /// <summary>Moves the branch to a written commit, if it is still at the expected commit.</summary>
    public abstract MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken);
}
