using Automation.Catalog.Artifact;
using Automation.Catalog.References;
using Automation.Core.Trees;

namespace Automation.Jobs.Catalogs;

/// <summary>The entities of all repositories, as a check has them at hand.</summary>
public abstract record CatalogAtHand
{
    private CatalogAtHand(KnownEntities known) => Known = known;

    /// <summary>The entities, to look references up in.</summary>
    public KnownEntities Known { get; }

    /// <summary>Reads what is in a folder: a stitched catalog, or whatever descriptors there are.</summary>
    /// <param name="tree">The folder.</param>
    /// <param name="name">The folder's name.</param>
    /// <param name="repository">The repository under check; where nothing but its name is known, the owner is empty.</param>
    /// <param name="treePathOf">The path, in the repository under check, of a path of the folder; null where it is of another repository.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArtifactException">There is a stitched catalog that this program cannot read.</exception>
    public static CatalogAtHand Read(FileTree tree, string name, RepositorySlug repository, Func<string, string?> treePathOf, CancellationToken cancellationToken)
    {
        if (Artifact(tree) is not { } reader)
        {
            return new Folder(CatalogReader.Read(tree, treePathOf, cancellationToken), tree, name, treePathOf);
        }

        return Of(tree, reader, OwnSource.Find(reader, repository), cancellationToken);
    }

    /// <summary>A stitched catalog in which the repository under check is known.</summary>
    internal static Stitched Of(FileTree tree, ArtifactReader reader, OwnSource? own, CancellationToken cancellationToken) =>
        new(StitchedEntities.Of(reader, d => own?.TreePathOf(d.Source, d.File), cancellationToken), tree, reader, own);

    // A file of that name says nothing by itself: other programs have a catalog.json as well.
    private static ArtifactReader? Artifact(FileTree tree)
    {
        try
        {
            return ArtifactReader.Open(tree, new EntityRefs()) is { IsEmpty: false } reader ? reader : null;
        }
        catch (ArtifactException) when (tree.Find(ArtifactPaths.Index) is null)
        {
            return null;
        }
    }

    /// <summary>A stitched catalog.</summary>
    /// <param name="Known">The entities.</param>
    /// <param name="Tree">Its files.</param>
    /// <param name="Reader">Reads them.</param>
    /// <param name="Own">What of it comes from the repository under check; null where nothing does.</param>
    public sealed record Stitched(KnownEntities Known, FileTree Tree, ArtifactReader Reader, OwnSource? Own) : CatalogAtHand(Known);

    /// <summary>A folder of descriptors.</summary>
    /// <param name="Known">The entities.</param>
    /// <param name="Tree">The folder.</param>
    /// <param name="Name">The folder's name.</param>
    /// <param name="TreePathOf">As in <see cref="Read"/>.</param>
    public sealed record Folder(KnownEntities Known, FileTree Tree, string Name, Func<string, string?> TreePathOf) : CatalogAtHand(Known);
}
