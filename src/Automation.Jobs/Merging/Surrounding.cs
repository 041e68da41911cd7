using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;
using Automation.Catalog.Processing;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Jobs.Catalogs;

namespace Automation.Jobs.Merging;

/// <summary>The catalog that both sides of a change are put into: all that is known of the other repositories.</summary>
/// <param name="Tree">Its files.</param>
/// <param name="Reader">Reads them.</param>
/// <param name="Own">What of it comes from the repository under check, or will.</param>
internal sealed record Surrounding(FileTree Tree, ArtifactReader Reader, OwnSource Own)
{
    // Places of the repository under check then read as paths from the working directory.
    private const string Here = ".";

    /// <summary>Makes it of what is at hand, if anything is.</summary>
    public static Surrounding Of(CatalogAtHand? catalog, RepositorySlug? repository, CancellationToken cancellationToken)
    {
        var fresh = new OwnSource(repository?.ToString() ?? Here, "");
        return catalog switch
        {
            CatalogAtHand.Stitched stitched => new Surrounding(stitched.Tree, stitched.Reader, stitched.Own ?? fresh),
            CatalogAtHand.Folder folder => OfFolder(folder, fresh, cancellationToken),
            _ => new Surrounding(InMemoryTree.Of(), ArtifactReader.Empty(new EntityRefs()), fresh),
        };
    }

    /// <summary>The catalog with what a reading says of the repository.</summary>
    public ArtifactReader With(SourceReading reading, StitchInput input)
    {
        var outcome = CatalogStitch.Run(input with { Readings = [reading] });
        return ArtifactReader.Open(new ChangedTree(Tree, outcome.Changes), Reader.Refs) ?? Reader;
    }

    private static Surrounding OfFolder(CatalogAtHand.Folder folder, OwnSource own, CancellationToken cancellationToken)
    {
        var empty = ArtifactReader.Empty(new EntityRefs());
        var source = new SourceIdentity(folder.Name == own.Name ? $"{folder.Name} (catalog)" : folder.Name, "directory");
        var reader = new DescriptorFileReader(source, folder.Tree, null, new EntityProcessor(empty.Refs, LocationAnnotations.OfSource(source.Name)), asBackstage: false);
        var files = CatalogReader.Descriptors(folder.Tree, cancellationToken)
            .Where(f => folder.TreePathOf(f.Path) is null)
            .Select(f => reader.Read(f.Path, f.Content, cancellationToken))
            .ToList();
        var outcome = CatalogStitch.Run(new StitchInput(empty, [new SourceReading.Read(source, null, files, [])], new StitchSettings { Sources = [source.Name] }));
        var tree = new ChangedTree(InMemoryTree.Of(), outcome.Changes);
        return new Surrounding(tree, ArtifactReader.Open(tree, empty.Refs) ?? empty, own);
    }
}
