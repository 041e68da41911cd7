using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>Opens branches that commits are put on.</summary>
public static class WritableBranches
{
    /// <summary>Opens a branch of a repository.</summary>
    /// <param name="place">A bare repository, a folder of a working copy, or the address of a repository on a server.</param>
    /// <param name="name">The branch; null for the repository's default branch, or <c>main</c> if it has none.</param>
    /// <param name="access">What may be shown to which server.</param>
    /// <exception cref="RepositoryException">There is no repository, or it cannot be written to in its current state.</exception>
    public static WritableBranch Open(string place, string? name, FetchAccess access)
    {
        if (IsAddress(place))
        {
            return RemoteBranch.At(place, name, access);
        }

        if (GitFolder.FindRoot(place) is { } root)
        {
            var clone = LibGit2.Open(root)
                ?? throw new RepositoryException(
                    $"The repository at {root} could not be opened: its .git is damaged, or refers to a folder that does not exist.");
            return clone.Info.IsBare ? LocalBranch.In(clone, name) : CheckedOutBranch.In(clone, root, name);
        }

        var bare = Directory.Exists(place) ? LibGit2.Open(place) : null;
        return LocalBranch.In(bare ?? throw new RepositoryException($"There is no git repository at {place}. Create one with 'git init --bare'."), name);
    }

    /// <summary>Whether the text is the address of a repository on a server, and no path.</summary>
    public static bool IsAddress(string place) => place.Contains("://", StringComparison.Ordinal);

    /// <summary>Whether the name is valid for a branch.</summary>
    public static bool IsName(string name) => BranchName.Is(name);
}

/// <summary>A branch of a bare repository on this machine.</summary>
internal sealed class LocalBranch : WritableBranch
{
    private readonly RefFile _ref;

    private LocalBranch(Repository repository, string name)
        : base(repository, name) => _ref = new RefFile(repository, FullName);

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
