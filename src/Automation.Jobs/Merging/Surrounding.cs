using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;
using Automation.Catalog.Stitching;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Jobs.Sources;

namespace Automation.Jobs.Merging;

/// <summary>The catalog that both sides of a change are merged into: everything that is known about the other repositories.</summary>
/// <param name="Reader">Reads them.</param>
/// <param name="Own">The part that comes from the repository under check.</param>
internal sealed record Surrounding(FileTree Tree, StoredCatalog Reader, OwnSource Own)
{
    // So that places in the repository under check are shown as paths from the working directory.
    private const string Here = ".";

    /// <summary>Creates it from the catalog, if one is available.</summary>
    public static Surrounding Of(KnownCatalog? catalog, RepositorySlug? repository, CancellationToken cancellationToken)
    {
        var fresh = new OwnSource(repository?.ToString() ?? Here, "");
        return catalog switch
        {
            KnownCatalog.Stitched stitched => new Surrounding(stitched.Tree, stitched.Reader, stitched.Own ?? fresh),
            KnownCatalog.Folder folder => OfFolder(folder, fresh, cancellationToken),
            _ => new Surrounding(InMemoryTree.Of(), StoredCatalog.Empty(new EntityRefs()), fresh),
        };
    }

    /// <summary>The catalog with one side of the change of the repository.</summary>
    public Surrounding With(SourceReading.Read reading)
    {
        var refs = OwnFiles().Values.SelectMany(f => f.Entities)
            .Select(Reader.Refs.Of)
            .Concat(reading.Files.SelectMany(f => f.Documents).Select(d => d.Ref).OfType<EntityRef>());
        var settings = new StitchSettings
        {
            Digest = Reader.Summary.Settings,
            Sources = DeclaredOrder.Of(Reader, refs, Own.Name),
            ExtraRelations = Reader.Summary.ExtraRelations,

            // No limit on removals: the reader of the preview decides whether they are intended.
            ConfirmedRemovals = new HashSet<string>(StringComparer.Ordinal) { Own.Name },
        };
        var outcome = CatalogStitch.Run(new StitchInput(Reader, [reading], settings, new UnavailableSources(Reader)));
        var tree = new ChangedTree(Tree, outcome.Changes);
        return this with { Tree = tree, Reader = StoredCatalog.Open(tree, Reader.Refs) ?? Reader };
    }

    /// <summary>The repository's descriptors that the catalog was built from, by their paths in the repository.</summary>
    public Dictionary<string, FileRecord> OwnFiles()
    {
        var files = new Dictionary<string, FileRecord>(StringComparer.Ordinal);
        foreach (var file in Reader.AllFiles(Own.Name).Where(f => f.IsDescriptor))
        {
            if (Own.TreePathOf(file.Source, file.Path) is { } path)
            {
                files.Add(path, file);
            }
        }

        return files;
    }

    private static Surrounding OfFolder(KnownCatalog.Folder folder, OwnSource own, CancellationToken cancellationToken)
    {
        var empty = StoredCatalog.Empty(new EntityRefs());
        var source = new SourceIdentity(folder.Name == own.Name ? $"{folder.Name} (catalog)" : folder.Name, "directory");
        var reader = new DescriptorFileReader(
            source, folder.Tree, null, new EntityProcessor(empty.Refs, LocationAnnotations.OfSource(source.Name)), asBackstage: false);
        var files = CatalogReader.Descriptors(folder.Tree, cancellationToken)
            .Where(f => folder.TreePathOf(f.Path) is null)
            .Select(f => reader.Read(f.Path, f.Content, cancellationToken))
            .ToList();
        var outcome = CatalogStitch.Run(new StitchInput(
            empty, [new SourceReading.Read(source, null, files, [])], new StitchSettings { Sources = [source.Name] }, new UnavailableSources(empty)));
        var tree = new ChangedTree(InMemoryTree.Of(), outcome.Changes);
        return new Surrounding(tree, StoredCatalog.Open(tree, empty.Refs) ?? empty, own);
    }
}

/// <summary>
/// The order in which sources were declared, as far as it matters: an artifact does not record the order, but for every ref that is defined twice it
/// keeps the definitions in that order. The repository under check comes last unless the index shows otherwise, because existing definitions win.
/// </summary>
internal static class DeclaredOrder
{
    public static IReadOnlyList<string> Of(StoredCatalog catalog, IEnumerable<EntityRef> refs, string own)
    {
        var definitions = refs.Distinct().Select(catalog.Find).OfType<IndexEntry>().Select(Ordered).ToList();
        var pairs = definitions.SelectMany(d => d.Zip(d.Skip(1))).Where(p => p.First != p.Second).ToHashSet();
        var open = definitions.SelectMany(d => d).Where(s => s != own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Append(own).ToList();
        var order = new List<string>(open.Count);
        while (open.Count > 0)
        {
            var next = open.Find(s => !pairs.Any(p => p.Second == s && open.Contains(p.First))) ?? open[0];
            open.Remove(next);
            order.Add(next);
        }

        return order;
    }

    // Otherwise, a definition that waits for a confirmation would be first.
    private static List<string> Ordered(IndexEntry entry) => [.. entry.Definitions.OrderByDescending(d => d.TakeoverWaits).Select(d => d.Source)];
}
