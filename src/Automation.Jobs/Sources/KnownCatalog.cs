using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Descriptors.References;

namespace Automation.Jobs.Sources;

/// <summary>The entities of all repositories, as available to a check.</summary>
public abstract record KnownCatalog
{
    private KnownCatalog(KnownEntities known) => Known = known;

    /// <summary>The entities, for looking up references.</summary>
    public KnownEntities Known { get; }

    /// <summary>A stitched catalog, with the part that comes from the repository under check.</summary>
    internal static Stitched Of(FileTree tree, StoredCatalog reader, KnownCatalogEntities entities, OwnSource? own) =>
        new(entities.SeenFrom(own?.Name, file => own!.TreePathOf(own.Name, file)), tree, reader, entities, own);

    /// <param name="Reader">Reads them.</param>
    /// <param name="Entities">The entities, regardless of which repository is checked.</param>
    /// <param name="Own">The part that comes from the repository under check; null if there is none.</param>
    public sealed record Stitched(KnownEntities Known, FileTree Tree, StoredCatalog Reader, KnownCatalogEntities Entities,
        OwnSource? Own) : KnownCatalog(Known);

    /// <summary>A folder of descriptors.</summary>
    /// <param name="Name">The folder's name.</param>
    /// <param name="TreePathOf">As in <see cref="OpenCatalog.For"/>.</param>
    public sealed record Folder(KnownEntities Known, FileTree Tree, string Name, Func<string, string?> TreePathOf) : KnownCatalog(Known);
}
