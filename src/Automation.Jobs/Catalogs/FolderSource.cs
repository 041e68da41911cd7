using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;
using Automation.Catalog.Processing;
using Automation.Git;

namespace Automation.Jobs.Catalogs;

/// <summary>A folder as it stands on disk.</summary>
/// <param name="name">Its name.</param>
/// <param name="folder">The folder.</param>
/// <param name="files">Which of its files are descriptors.</param>
/// <param name="refs">One object for each ref.</param>
/// <param name="asBackstage">Whether it is read as Backstage would.</param>
public sealed class FolderSource(string name, string folder, SourceFiles files, EntityRefs refs, bool asBackstage) : CatalogSource
{
    private readonly DirectoryTree _tree = new(folder, intoRepositories: true);

    /// <inheritdoc/>
    public override SourceIdentity Identity { get; } = new(name, "directory");

    /// <inheritdoc/>
    public override SourceReading Read(ArtifactReader previous, bool isAnew, CancellationToken cancellationToken)
    {
        if (!_tree.Exists)
        {
            return new SourceReading.Unreadable(Identity, "there is no such folder.");
        }

        var reading = Reader().Read(Identity, null, previous, isAnew, cancellationToken);
        return _tree.Unreadable.Count == 0 ? reading : new SourceReading.Unreadable(Identity, $"{_tree.Unreadable[0].Path} could not be listed: {_tree.Unreadable[0].Reason}.");
    }

    /// <inheritdoc/>
    public override FileReading? Reread(string path, CancellationToken cancellationToken) => Reader().Read(path, cancellationToken);

    private TreeReader Reader() =>
        new(_tree, files, new DescriptorFileReader(Identity, _tree, null, new EntityProcessor(refs, LocationAnnotations.OfSource(name)), asBackstage));
}
