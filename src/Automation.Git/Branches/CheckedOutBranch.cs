using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>
/// The branch that a working copy has checked out. It moves as in a bare repository; then the files and the index follow. A marker file exists until they
/// have, so that
/// if this program is killed, the next one completes the update first.
/// </summary>
internal sealed class CheckedOutBranch : WritableBranch
{
    private readonly RefFile _ref;
    private readonly string _root;
    private readonly CheckoutNote _note;

    private CheckedOutBranch(Repository repository, string root, string name)
        : base(repository, name)
    {
        _ref = new RefFile(repository, FullName);
        _root = root;
        _note = new CheckoutNote(GitFolders.Own(repository));
    }

    public static CheckedOutBranch In(Repository repository, string root, string? name)
    {
        var current = BranchName.Short(repository.Refs.Head is SymbolicReference head ? head.TargetIdentifier : null);
        if (current is null || (name is not null && name != current))
        {
            throw new RepositoryException($"The working copy at {root} has {(current is null ? "no branch" : $"the branch '{current}'")} checked "
                + $"out{(name is null ? "" : $", not '{name}'")}. Switch to the branch, or use a bare repository or an address.");
        }

        return SparseCheckout.IsOn(repository)
            ? throw new RepositoryException($"The working copy at {root} has only part of its files checked out (sparse checkout). Use a complete working "
                + "copy, a bare repository or an address.")
            : new CheckedOutBranch(repository, root, current);
    }

    /// <inheritdoc/>
    public override CommitId? Read(CancellationToken cancellationToken) => LibGit2.Call($"{FullName} could not be read", () =>
    {
        using var turn = WriterTurn.Take(GitFolders.Common(Repository), cancellationToken);
        return ReadClean(cancellationToken);
    });

    /// <inheritdoc/>
    public override MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken) =>
        LibGit2.Call($"{FullName} could not be moved", () =>
    {
        using var turn = WriterTurn.Take(GitFolders.Common(Repository), cancellationToken);
        var now = ReadClean(cancellationToken);
        if (now != expected)
        {
            return new MoveOutcome.Overtaken(now);
        }

        var checkout = new CheckoutFiles(Repository, _root);
        checkout.RefuseUntracked(expected, next);
        _note.Write(expected, next);
        var outcome = _ref.Move(expected, next, cancellationToken);
        if (outcome is MoveOutcome.Moved)
        {
            // From here on, a cancellation is ignored.
            checkout.Bring(expected, next);
        }

        _note.Clear();
        return outcome;
    });

    // The commit of the branch; the files are those of that commit.
    private CommitId? ReadClean(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = _ref.Read();
        if (_note.Read() is { } pending)
        {
            if (pending.To == now)
            {
                new CheckoutFiles(Repository, _root).BringAgain(pending.From, pending.To);
            }

            _note.Clear();
        }

        var status = Repository.RetrieveStatus(new StatusOptions { IncludeUntracked = false, IncludeIgnored = false, ExcludeSubmodules = true });
        return status.IsDirty
            ? throw new RepositoryException($"The working copy at {_root} has changes that are not committed "
                + $"({status.First(s => s.State is not (FileStatus.Unaltered or FileStatus.Ignored)).FilePath}). Commit or stash them, or use a bare "
                + "repository or an address.")
            : now;
    }
}
