using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Descriptors.References;

namespace Automation.Jobs.Sources;

/// <summary>The catalog in a folder: a stitched one, or its descriptors. It is read once for all repositories that are checked against it.</summary>
/// <remarks>Thread-safe if the folder is.</remarks>
public sealed class OpenCatalog
{
    private readonly FileTree _tree;
    private readonly string _name;
    private readonly StoredCatalog? _reader;
    private readonly KnownCatalogEntities? _stitched;
    private readonly KnownEntities? _descriptors;
    private readonly OwnSources? _sources;

    /// <param name="name">The folder's name.</param>
    /// <exception cref="ArtifactException">There is a stitched catalog that this program cannot read.</exception>
    public OpenCatalog(FileTree tree, string name, CancellationToken cancellationToken)
    {
        (_tree, _name) = (tree, name);
        _reader = Artifact(tree);
        _stitched = _reader is null ? null : new KnownCatalogEntities(_reader, cancellationToken);
        _sources = _reader is null ? null : new OwnSources(_reader, _stitched!);
        _descriptors = _reader is null ? CatalogReader.Read(tree, _ => null, cancellationToken) : null;
    }

    /// <summary>The catalog as a repository sees it.</summary>
    /// <param name="repository">The repository under check; if only its name is known, the owner is empty.</param>
    /// <param name="treePathOf">The path, in the repository under check, of a path of the folder; null if it is in another repository.</param>
    public KnownCatalog For(RepositorySlug repository, Func<string, string?> treePathOf) => _reader is null
        ? new KnownCatalog.Folder(_descriptors!.SeenFrom(treePathOf), _tree, _name, treePathOf)
        : KnownCatalog.Of(_tree, _reader, _stitched!, _sources!.Find(repository));

    // The file name is not sufficient: other programs also have a catalog.json.
    private static StoredCatalog? Artifact(FileTree tree)
    {
        try
        {
            return StoredCatalog.Open(tree, new EntityRefs()) is { IsEmpty: false } reader ? reader : null;
        }
        catch (ArtifactException) when (tree.Find(ArtifactPaths.Index) is null)
        {
            return null;
        }
    }
}
