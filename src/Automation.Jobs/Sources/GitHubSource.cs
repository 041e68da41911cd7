using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Git.Repositories;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Octokit;

namespace Automation.Jobs.Sources;

/// <summary>A repository on GitHub at a commit, without a clone.</summary>
/// <param name="settings">The settings for reading it.</param>
/// <param name="content">What GitHub returned for it.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="refs">One object for each ref.</param>
internal sealed class GitHubSource(SourceSettings settings, RepositoryAccess access, GitHubContent content, BlobCache cache, EntityRefs refs) : CatalogSource
{
    public const string Kind = "github";

    private (CommitId Commit, GitHubTree Tree)? _tree = content is GitHubContent.At { Commit: var commit, Tree: { } tree } ? (commit, tree) : null;

    /// <inheritdoc/>
    public override string Name => settings.Name;

    /// <inheritdoc/>
    public override string Settings => settings.Digest;

    /// <inheritdoc/>
    public override SourceIdentity Identity => IdentityOf(settings);

    /// <inheritdoc/>
    public override SourceFiles Files => settings.Files;

    /// <inheritdoc/>
    public override bool KeepsDocuments => settings.KeepsDocuments;

    /// <inheritdoc/>
    public override bool KeepsFacts => settings.KeepsFacts;

    /// <summary>The source as recorded in the artifact.</summary>
    public static SourceIdentity IdentityOf(SourceSettings settings) => settings.Identity(Kind, settings.Repository);

    /// <summary>Whether the catalog was built from this commit, read in this way.</summary>
    public static bool IsUnchanged(SourceSettings settings, CommitId head, StoredCatalog previous) =>
        previous.Source(settings.Name) is { Kind: Kind, IsSettled: true } record
            && record.Settings == settings.Digest
            && record.Repository == IdentityOf(settings).Repository
            && record.Commit == head.Sha;

    /// <inheritdoc/>
    public override SourceReading Read(StoredCatalog previous, CancellationToken cancellationToken) => content switch
    {
        GitHubContent.Refused { Reason: var reason } => new SourceReading.Unreadable(Identity, $"GitHub refuses access: {reason}."),
        GitHubContent.At { Commit: var head } => IsUnchanged(settings, head, previous)
            ? new SourceReading.Unchanged(Identity)
            : Read(head, null, previous, cancellationToken),
        _ => new SourceReading.Unreadable(Identity, "GitHub does not report the head of its default branch."),
    };

    /// <inheritdoc/>
    public override SourceReading ReadWanted(IReadOnlyDictionary<string, int> wanted, StoredCatalog previous, CancellationToken cancellationToken)
    {
        try
        {
            return LastRead(previous) is { } commit
                ? Read(commit, wanted, previous, cancellationToken)
                : new SourceReading.Unreadable(Identity, "it has not been read yet.");
        }
        catch (Exception e) when (IsGone(e))
        {
            return new SourceReading.Unreadable(Identity, "the commit that was read last no longer exists.");
        }
    }

    /// <inheritdoc/>
    public override FileReading? Reread(string path, StoredCatalog previous, CancellationToken cancellationToken) =>
        At(LastRead(previous), tree => ReaderOf(tree).Read(path, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override T? WithFiles<T>(SourceRecord record, Func<FileTree, T> use, CancellationToken cancellationToken)
        where T : class => At(CommitOf(record), tree => use(new FollowedLinks(tree)), cancellationToken);

    private T? At<T>(CommitId? commit, Func<GitHubTree, T?> use, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return commit is null ? null : use(TreeAt(commit, cancellationToken));
        }
        catch (Exception e) when (IsGone(e))
        {
            return null;
        }
    }

    private static bool IsGone(Exception e) => e is NotFoundException or GitHubRefusalException;

    private CommitId? LastRead(StoredCatalog previous) =>
        content is GitHubContent.At { Commit: var head } ? head : CommitOf(previous.Source(Name));

    private SourceReading Read(CommitId commit, IReadOnlyDictionary<string, int>? wanted, StoredCatalog previous, CancellationToken cancellationToken)
    {
        var tree = TreeAt(commit, cancellationToken);
        var reading = ReaderOf(tree, wanted).Read(Identity, commit.Sha, previous, cancellationToken);
        return tree.Unreadable.Count > 0 ? Unlisted(tree.Unreadable[0]) : reading;
    }

    // After a lost race the catalog may have been built from another commit than before.
    private GitHubTree TreeAt(CommitId commit, CancellationToken cancellationToken)
    {
        if (_tree is not { } listed || listed.Commit != commit)
        {
            _tree = listed = (commit, GitHubTree.OpenAsync(access, commit.Sha, cache, cancellationToken, asksAgain: true).GetAwaiter().GetResult());
        }

        return listed.Tree;
    }

    private TreeReader ReaderOf(GitHubTree files, IReadOnlyDictionary<string, int>? wanted = null)
    {
        var followed = new FollowedLinks(files);
        return new TreeReader(followed, settings.Files, settings.Reader(Identity, followed, settings.Repository, refs)) { Wanted = wanted };
    }
}

/// <summary>What GitHub returned for a repository, before it is read.</summary>
internal abstract record GitHubContent
{
    /// <summary>No files were requested, or the repository has no default branch.</summary>
    public static GitHubContent None { get; } = new Unknown();

    private sealed record Unknown : GitHubContent;

    /// <summary>GitHub refuses access.</summary>
    public sealed record Refused(string Reason) : GitHubContent;

    /// <summary>The head of its default branch.</summary>
    /// <param name="Tree">The files, including the new ones; null if they are not needed.</param>
    public sealed record At(CommitId Commit, GitHubTree? Tree) : GitHubContent;
}
