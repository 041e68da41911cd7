using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Repositories;

namespace Automation.Jobs.Publishing;

/// <summary>The branch that the catalog is published to, wherever it is. It moves only from the commit that it is believed to be at.</summary>
public abstract class CatalogBranch
{
    /// <summary>The branch, without <c>refs/heads/</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Finds out where it is now; null where there is no such branch yet.</summary>
    public abstract CommitId? Read(CancellationToken cancellationToken);

    /// <summary>The files of a commit; none for null.</summary>
    public abstract FileTree TreeAt(CommitId? commit);

    /// <summary>Writes a commit, to which no branch leads yet; null where the files are the parent's after all.</summary>
    public abstract CommitId? Commit(CommitId? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken);

    /// <summary>Moves the branch to such a commit, if it still is where it is believed to be.</summary>
    public abstract MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken);
}
