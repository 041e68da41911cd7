using Automation.Core.Trees;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>
/// A branch that commits are put on, wherever its repository is. Nothing is checked out to make a commit, and the branch moves only from the commit that it
/// is expected to be at, so another writer's change is never lost.
/// </summary>
/// <remarks>For use by one thread at a time, but for the trees.</remarks>
public abstract class WritableBranch : IDisposable
{
    private readonly ObjectReader _objects;

    private protected WritableBranch(Repository repository, string name)
    {
        (Repository, Name) = (repository, name);
        _objects = new ObjectReader(Path.Join(GitFolders.Common(repository), "objects"));
    }

    /// <summary>The branch, without <c>refs/heads/</c>.</summary>
    public string Name { get; }

    private protected Repository Repository { get; }

    private protected string FullName => BranchName.Full(Name);

    /// <summary>Reads the current commit of the branch and makes its files available; null if the branch does not exist yet.</summary>
    /// <exception cref="RepositoryException">The repository cannot be read, or cannot be written to in its current state.</exception>
    public abstract CommitId? Read(CancellationToken cancellationToken);

    /// <summary>The files of a commit from <see cref="Read"/> or <see cref="Commit"/>; none for null. For use by several threads at a time.</summary>
    public FileTree TreeAt(CommitId? commit) => commit is null
        ? InMemoryTree.Of()
        : LibGit2.Call(
            $"The files of commit {commit.Short} could not be read",
            () => new LockedTree(new CommitTree(new CommitId(Find(commit).Sha), _objects, new Lazy<Repository>(Repository))));

    /// <summary>Writes a commit that differs from its parent by some files. No branch leads to it yet.</summary>
    /// <param name="parent">The parent; null for a first commit.</param>
    /// <param name="changes">The files that differ, each path once.</param>
    /// <param name="text">The message, author and time.</param>
    /// <param name="cancellationToken">Cancels the writing; objects written before are unreachable, and git deletes them.</param>
    /// <returns>The commit; null if its files are the same as the parent's.</returns>
    /// <exception cref="RepositoryException">It could not be written, or a path leads through a file, a link or a submodule.</exception>
    public CommitId? Commit(CommitId? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken) =>
        LibGit2.Call(
            "The commit could not be written",
            () => new CommitWriter(Repository).Write(parent is null ? null : Find(parent), changes, text, cancellationToken));

    /// <summary>Moves the branch, if it is still at the expected commit.</summary>
    /// <param name="expected">The expected commit; null for none.</param>
    /// <param name="next">The new commit, from <see cref="Commit"/>.</param>
    /// <param name="cancellationToken">Cancels a wait for others; a move that has started is completed.</param>
    /// <exception cref="RepositoryException">It could not be moved, for another reason than a concurrent move.</exception>
    public abstract MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _objects.Dispose();
        Repository.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Commit Find(CommitId id) => Repository.Lookup<Commit>(id.Sha) ?? throw new NotFoundException($"commit {id.Short}");
}
