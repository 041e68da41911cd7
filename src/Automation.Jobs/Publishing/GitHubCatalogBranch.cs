using System.Net;
using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Commits;
using Automation.GitHub.Trees;
using Octokit;

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
    private CommitId? _known;

    /// <summary>What is written, in the audit log.</summary>
    public GitHubWrite Write { get; init; } = new(WriteKind, access.Repository, $"the catalog, on branch {name}");

    /// <summary>The commit that the branch was last seen at: it is taken for the present one, until a write shows that it is not. Null to ask GitHub.</summary>
    public CommitId? Known
    {
        init => _known = value;
    }

    /// <summary>Which files of a commit are fetched together, because all of them are read; none if they are read one by one.</summary>
    public Func<FileEntry, bool>? ReadTogether { get; init; }

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
    public override CommitId? Read(CancellationToken cancellationToken)
    {
        if (_known is { } known)
        {
            _known = null;
            return known;
        }

        return _branch.TipAsync().GetAwaiter().GetResult() is { } tip ? new CommitId(tip) : null;
    }

    /// <inheritdoc/>
    public override FileTree TreeAt(CommitId? commit) => commit is null ? InMemoryTree.Of() : TreeOf(commit.Sha);

    /// <inheritdoc/>
    public override CommitId? Commit(CommitId? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken)
    {
        var commit = CommitAsync(parent, changes, text, cancellationToken).GetAwaiter().GetResult();
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
            Write with { Ref = next.Sha },
            () => expected is null ? _branch.CreateAsync(next.Sha) : _branch.MoveAsync(next.Sha),
            cancellationToken,
            hasMoved => hasMoved ? null : "the branch has a newer commit").GetAwaiter().GetResult() ? new MoveOutcome.Moved() : new MoveOutcome.Overtaken(null);

    private async Task<string> CommitAsync(CommitId? parent, IReadOnlyList<TreeChange> changes, CommitText text, CancellationToken cancellationToken)
    {
        try
        {
            return await _branch.CommitAsync(parent?.Sha, changes, text.Message, cancellationToken);
        }
        catch (ApiException e) when (parent is null && e.StatusCode == HttpStatusCode.Conflict)
        {
            // GitHub makes no commit in a repository that has none.
            throw new RepositoryException(NoCommitYet, e);
        }
    }

    // Jobs read trees synchronously, on their own thread.
    private GitHubTree TreeOf(string commit)
    {
        if (_read is not { } read || read.Commit != commit)
        {
            _read = read = (commit, OpenAsync(commit).GetAwaiter().GetResult());
        }

        return read.Tree;
    }

    private async Task<GitHubTree> OpenAsync(string commit)
    {
        var tree = await GitHubTree.OpenAsync(access, commit, cache, CancellationToken.None);
        if (ReadTogether is { } together)
        {
            await new BlobBatches(access, cache).FetchAsync(tree.Missing(together, long.MaxValue), CancellationToken.None);
        }

        return tree;
    }
}
