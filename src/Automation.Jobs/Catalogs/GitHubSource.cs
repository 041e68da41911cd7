using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;
using Automation.Core.Trees;
using Automation.Git;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Yaml;

namespace Automation.Jobs.Catalogs;

/// <summary>
/// A repository on GitHub at a commit, without a clone: its files are listed in one call, and those that the catalog does not know yet are fetched. So it makes no
/// difference how it came to that commit: by one push, by five thousand commits, by force, or by a rename.
/// </summary>
/// <param name="settings">How it is read.</param>
/// <param name="access">The repository.</param>
/// <param name="head">The commit; null where it is not looked at.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="refs">One object for each ref.</param>
internal sealed class GitHubSource(SourceSettings settings, RepositoryAccess access, CommitId? head, BlobCache cache, EntityRefs refs) : CatalogSource
{
    /// <summary>What it is called in the artifact.</summary>
    public const string Kind = "github";

    private GitHubTree? _tree;

    /// <inheritdoc/>
    public override string Name => settings.Name;

    /// <inheritdoc/>
    public override string Settings => settings.Digest;

    /// <inheritdoc/>
    public override SourceIdentity Identity => settings.Identity(Kind, settings.Repository);

    /// <summary>Lists its files; the descriptors among them that neither the catalog knows nor anybody has read.</summary>
    public async Task<IReadOnlyList<WantedBlob>> ListAsync(ArtifactReader previous, CancellationToken cancellationToken)
    {
        if (head is null || IsAsBefore(previous))
        {
            return [];
        }

        _tree = await GitHubTree.OpenAsync(access, head.Sha, cache, cancellationToken);
        return [.. _tree.Missing(f => settings.Files.Includes(f.Path) && previous.File(Name, f.Path)?.Blob != f.BlobId, YamlLimits.Source.FileBytes)];
    }

    /// <summary>Reads those of them that are still missing.</summary>
    public Task FetchAsync(IReadOnlyList<WantedBlob> listed, CancellationToken cancellationToken) => _tree?.FetchAsync(listed, cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public override SourceReading Read(ArtifactReader previous, CancellationToken cancellationToken)
    {
        if (head is null)
        {
            return new SourceReading.Unreadable(Identity, "GitHub does not show where its default branch is.");
        }

        if (IsAsBefore(previous))
        {
            return new SourceReading.Unchanged(Identity);
        }

        var tree = TreeAt(head, cancellationToken);
        var reading = ReaderOf(tree).Read(Identity, head.Sha, previous, cancellationToken);
        return tree.Unreadable.Count > 0 ? Unlisted(tree.Unreadable[0]) : reading;
    }

    /// <inheritdoc/>
    public override FileReading? Reread(string path, ArtifactReader previous, CancellationToken cancellationToken) =>
        (head ?? (previous.Source(Name)?.Commit is { } sha ? new CommitId(sha) : null)) is { } commit ? ReaderOf(TreeAt(commit, cancellationToken)).Read(path, cancellationToken) : null;

    private bool IsAsBefore(ArtifactReader previous) =>
        previous.Source(Name) is { Kind: Kind, IsSettled: true } record && record.Settings == Settings && record.Repository == Identity.Repository && record.Commit == head!.Sha;

    private GitHubTree TreeAt(CommitId commit, CancellationToken cancellationToken) =>
        _tree ??= GitHubTree.OpenAsync(access, commit.Sha, cache, cancellationToken).GetAwaiter().GetResult();

    private TreeReader ReaderOf(FileTree tree) => new(tree, settings.Files, settings.Reader(Identity, tree, settings.Repository, refs));
}
