using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;

namespace Automation.Jobs.Sources;

/// <summary>A folder on the disk.</summary>
/// <param name="settings">The settings for reading it.</param>
/// <param name="refs">One object for each ref.</param>
public sealed class FolderSource(SourceSettings settings, string folder, EntityRefs refs) : CatalogSource
{
    private readonly DirectoryTree _tree = new(folder, intoRepositories: true);

    // Only if it is needed: the remote is in a file.
    private readonly Lazy<RepositorySlug?> _slug = new(() => settings.Repository ?? CloneOf(folder));

    /// <inheritdoc/>
    public override string Name => settings.Name;

    /// <inheritdoc/>
    public override string Settings => settings.Digest;

    /// <inheritdoc/>
    public override SourceIdentity Identity => settings.Identity("directory", _slug.Value);

    /// <inheritdoc/>
    public override SourceFiles Files => settings.Files;

    /// <inheritdoc/>
    public override bool KeepsDocuments => settings.KeepsDocuments;

    /// <inheritdoc/>
    public override bool KeepsFacts => settings.KeepsFacts;

    /// <inheritdoc/>
    public override SourceReading Read(StoredCatalog previous, CancellationToken cancellationToken) => Read(null, previous, cancellationToken);

    /// <inheritdoc/>
    public override SourceReading ReadWanted(IReadOnlyDictionary<string, int> wanted, StoredCatalog previous, CancellationToken cancellationToken) =>
        Read(wanted, previous, cancellationToken);

    /// <inheritdoc/>
    public override FileReading? Reread(string path, StoredCatalog previous, CancellationToken cancellationToken) => Reader().Read(path, cancellationToken);

    /// <inheritdoc/>
    public override T? WithFiles<T>(SourceRecord record, Func<FileTree, T> use, CancellationToken cancellationToken)
        where T : class => _tree.Exists ? use(new FollowedLinks(_tree)) : null;

    private SourceReading Read(IReadOnlyDictionary<string, int>? wanted, StoredCatalog previous, CancellationToken cancellationToken)
    {
        if (!_tree.Exists)
        {
            return new SourceReading.Unreadable(Identity, "the folder does not exist.");
        }

        var reading = Reader(wanted).Read(Identity, null, previous, cancellationToken);
        return _tree.Unreadable.Count == 0 ? reading : Unlisted(_tree.Unreadable[0]);
    }

    private TreeReader Reader(IReadOnlyDictionary<string, int>? wanted = null)
    {
        var tree = new FollowedLinks(_tree);
        return new TreeReader(tree, settings.Files, settings.Reader(Identity, tree, _slug.Value, refs)) { Wanted = wanted };
    }

    // The repository of a clone, for example from its HEAD. A folder with other repositories below it is a folder of repositories, even if it is under
    // git itself.
    private static RepositorySlug? CloneOf(string folder)
    {
        if (GitFolder.Remote(folder) is not { } remote)
        {
            return null;
        }

        var tree = new DirectoryTree(folder);
        _ = tree.List();
        return tree.Repositories.Count == 0 ? remote : null;
    }
}
