using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Catalog.Ingestion;
using Automation.Catalog.Processing;
using Automation.Catalog.Stitching;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Jobs.Catalogs;
using Automation.Jobs.Checks;
using Automation.Reporting.CatalogChanges;

namespace Automation.Jobs.Merging;

/// <summary>
/// What merging a change would do to the catalog: puts the repository's descriptors of both sides into the catalog of all repositories, in
/// memory, and compares the two.
/// </summary>
/// <param name="catalog">The entities of all repositories; null where they are not known, and then only the repository itself is seen.</param>
internal sealed class MergePreview(CatalogAtHand? catalog)
{
    /// <summary>Compares both sides.</summary>
    /// <param name="base">The files as they were when the change began.</param>
    /// <param name="atBase">Which of them are descriptors, and which are skeletons.</param>
    /// <param name="head">The files as they are to become.</param>
    /// <param name="atHead">Which of them are descriptors, and which are skeletons.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    public CatalogChange Run(RepositorySnapshot @base, CheckedTree atBase, RepositorySnapshot head, CheckedTree atHead, CancellationToken cancellationToken)
    {
        var around = Surrounding.Of(catalog, head.Repository, cancellationToken);
        var recorded = Recorded(around);
        var before = Side.Read(@base, atBase.Descriptors.Union(recorded.Keys, StringComparer.Ordinal), atBase.Skeletons, cancellationToken);

        // A descriptor that becomes a skeleton does not remove its entities: the catalog keeps what it said last.
        var turned = atHead.Skeletons.Intersect(atBase.Descriptors, StringComparer.Ordinal);
        var after = Side.Read(head, atHead.Descriptors.Concat(turned).Union(recorded.Keys, StringComparer.Ordinal), atHead.Skeletons, cancellationToken);

        // What the catalog was built from, and neither side has otherwise, is in it already.
        bool IsKnown(string path) => recorded.TryGetValue(path, out var file) && file.Blob == before.BlobOf(path) && file.Blob == after.BlobOf(path) && !after.Skeletons.Contains(path);
        var (old, now) = (Reading(around, before, recorded.Keys, IsKnown, cancellationToken), Reading(around, after, recorded.Keys, IsKnown, cancellationToken));
        var input = Input(around, recorded.Values, old, now);
        var diff = CatalogComparison.Run(around.With(old, input), around.With(now, input), cancellationToken);
        return WithoutOwnFindings(CatalogChangeOf.Diff(catalog is null ? OutsideUnknown.Of(diff) : diff), around.Own);
    }

    private static Dictionary<string, FileRecord> Recorded(Surrounding around)
    {
        var recorded = new Dictionary<string, FileRecord>(StringComparer.Ordinal);
        foreach (var file in around.Reader.AllFiles(around.Own.Name).Where(f => f.IsDescriptor))
        {
            if (around.Own.TreePathOf(file.Source, file.Path) is { } path)
            {
                recorded.Add(path, file);
            }
        }

        return recorded;
    }

    private static SourceReading.Read Reading(Surrounding around, Side side, IEnumerable<string> recorded, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var own = around.Own;
        var was = around.Reader.Source(own.Name);
        var source = new SourceIdentity(own.Name, was?.Kind ?? "git", was?.Repository, Folder: was?.Folder ?? "") { Branch = was?.Branch ?? SourceIdentity.DefaultBranch };
        var reader = new DescriptorFileReader(source, new MountedTree(side.Tree, own.Folder), null, new EntityProcessor(around.Reader.Refs, LocationAnnotations.OfSource(own.Name)), asBackstage: false);
        var files = side.Files.Where(f => !isKnown(f.Key)).Select(Read).ToList();
        return new SourceReading.Read(source, was?.Commit, files, [.. recorded.Where(path => !side.Has(path)).Select(path => own.Folder + path)]) { Wanted = was?.Wanted ?? new Dictionary<string, int>() };

        FileReading Read(KeyValuePair<string, FileContent> file)
        {
            var reading = reader.Read(own.Folder + file.Key, file.Value, cancellationToken);
            return side.Skeletons.Contains(file.Key) ? reading.AsSkeleton() : reading;
        }
    }

    private static StitchInput Input(Surrounding around, IEnumerable<FileRecord> recorded, params SourceReading.Read[] readings)
    {
        var (reader, own) = (around.Reader, around.Own.Name);
        var refs = recorded.SelectMany(f => f.Entities).Select(reader.Refs.Of).Concat(readings.SelectMany(r => r.Files).SelectMany(f => f.Documents).Select(d => d.Ref).OfType<EntityRef>());
        var settings = new StitchSettings
        {
            Digest = reader.Summary.Settings,
            Sources = DeclaredOrder.Of(reader, refs, own),
            ExtraRelations = reader.Summary.ExtraRelations,

            // Whether very many entities are to go is what the reader of this is about to decide.
            ConfirmedRemovals = new HashSet<string>(StringComparer.Ordinal) { own },
        };
        return new StitchInput(reader, [], settings) { Reread = (source, path) => WaitingDefinition.Of(reader, source, path) };
    }

    // What is wrong in the repository's own files, the check says itself.
    private static CatalogChange WithoutOwnFindings(CatalogChange change, OwnSource own)
    {
        bool IsOfOthers(CatalogFinding finding) => own.TreePathOf(finding.Place.Source, finding.Place.File) is null;
        return change with { NewFindings = [.. change.NewFindings.Where(IsOfOthers)], GoneFindings = [.. change.GoneFindings.Where(IsOfOthers)] };
    }
}
