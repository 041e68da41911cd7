using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Commits;
using Automation.GitHub.Trees;

namespace Automation.Jobs.Publishing;

/// <summary>
/// The branch on GitHub. It is written with a token for this repository only; the files of our own commit are not fetched again.
/// </summary>
/// <param name="access">The repository, with write access.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="intent">Records the move of the branch, which makes a commit effective.</param>
public sealed class GitHubCatalogBranch(RepositoryAccess access, string name, BlobCache cache, WriteIntent intent) : CatalogBranch
{
    /// <summary>The kind of its writes in the audit log.</summary>
    public const string WriteKind = "catalog";

    private readonly GitHubBranch _branch = new(access, name);
    private (string Commit, GitHubTree Tree)? _read;

    /// <inheritdoc/>
    public override string Name => name;

    /// <summary>What to do if there is no commit to build on.</summary>
    internal string NoCommitYet => $"{access.Repository} has no commit yet. Add a first commit, such as a README.";

    /// <summary>The default branch of a repository.</summary>
    public static async Task<GitHubCatalogBranch> OpenAsync(RepositoryAccess access, BlobCache cache, WriteIntent intent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new GitHubCatalogBranch(access, await GitHubBranch.DefaultAsync(access), cache, intent);
    }

    /// <inheritdoc/>
    public override CommitId? Read(CancellationToken cancellationToken) => _branch.TipAsync().GetAwaiter().GetResult() is { } tip ? new CommitId(tip) : null;

    /// <inheritdoc/>
    public override FileTree TreeAt(CommitId? commit) => commit is null ? InMemoryTree.Of() : TreeOf(commit.Sha);

    /// <inheritdoc/>
    public override CommitId? Commit(CommitId? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken)
    {
        if (parent is null)
        {
            throw new RepositoryException(NoCommitYet);
        }

        var commit = _branch.CommitAsync(parent.Sha, changes, text.Message, cancellationToken).GetAwaiter().GetResult();
        foreach (var content in changes.Select(c => c.Content).OfType<ReadOnlyMemory<byte>>())
        {
            // The next rebuild reads what this one wrote.
            cache.Add(access.Repository, BlobId.Of(content.Span), content.ToArray());
        }

        return new CommitId(commit);
    }

    /// <inheritdoc/>
    public override MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken) =>
        intent.RunAsync(
            new GitHubWrite(WriteKind, access.Repository, $"the catalog, on branch {name}") { Ref = next.Sha },
            () => _branch.MoveAsync(next.Sha),
            cancellationToken,
            hasMoved => hasMoved ? null : "the branch has a newer commit").GetAwaiter().GetResult() ? new MoveOutcome.Moved() : new MoveOutcome.Overtaken(null);

    // Jobs read trees synchronously, on their own thread.
    private GitHubTree TreeOf(string commit)
    {
        if (_read is not { } read || read.Commit != commit)
        {
            _read = read = (commit, GitHubTree.OpenAsync(access, commit, cache, CancellationToken.None).GetAwaiter().GetResult());
        }

        return read.Tree;
    }
}
