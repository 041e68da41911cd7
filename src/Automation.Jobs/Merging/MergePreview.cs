using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Core;
using Automation.Core.Text;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Review;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;

namespace Automation.Jobs.Merging;

/// <summary>
/// The effect of merging a change on the catalog: stitches the repository's descriptors of both sides into the catalog of all repositories, in
/// memory, and compares the two.
/// </summary>
/// <param name="catalog">The entities of all repositories; null if they are not available, and then only the repository itself is compared.</param>
internal sealed class MergePreview(KnownCatalog? catalog)
{
    /// <summary>Compares both sides. A document that becomes invalid keeps its last valid version, as in Backstage.</summary>
    /// <param name="base">The files of the merge base.</param>
    /// <param name="atBase">Which of them are descriptors, and which are skeletons.</param>
    /// <param name="head">The files after the change.</param>
    /// <param name="atHead">Which of them are descriptors, and which are skeletons.</param>
    public CatalogChange Run(RepositorySnapshot @base, CheckedTree atBase, RepositorySnapshot head, CheckedTree atHead, CancellationToken cancellationToken)
    {
        var around = Surrounding.Of(catalog, head.Repository, cancellationToken);
        var old = new Side(@base.Followed) { Skeletons = atBase.Skeletons.ToHashSet(StringComparer.Ordinal) };
        var now = new Side(head.Followed) { Skeletons = atHead.Skeletons.ToHashSet(StringComparer.Ordinal) };
        var recorded = around.OwnFiles();
        var roots = Roots(around, recorded);
        var known = recorded.Where(f => IsKnown(f.Key, f.Value)).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var before = around.With(new SideReading(around, old, @base.Repository, known.Contains).Run(
            atBase.Descriptors.Union(roots, StringComparer.Ordinal), cancellationToken));

        // A descriptor that becomes a skeleton does not remove its entities: the catalog keeps their last valid version.
        var turned = now.Skeletons.Intersect(atBase.Descriptors, StringComparer.Ordinal);
        var descriptors = atHead.Descriptors.Concat(turned).Union(roots, StringComparer.Ordinal);
        var after = before.With(new SideReading(before, now, head.Repository, known.Contains).Run(descriptors, cancellationToken));
        var diff = OutsideUnknown.Of(CatalogComparison.Run(before.Reader, after.Reader, cancellationToken), reference => MayExist(reference, before, after));
        var change = new CatalogChangeOf(after.Reader.Source, around.Own).Diff(diff) with { KnowsOthers = catalog is not null };
        return WithoutOwnFindings(change, around.Own);

        // Descriptors that neither side changes are already in the catalog.
        bool IsKnown(string path, FileRecord file) => !now.Skeletons.Contains(path)
            && file.Blob == old.BlobOf(path, cancellationToken) && file.Blob == now.BlobOf(path, cancellationToken)
            && file.Reads.Keys.Select(read => around.Own.TreePathOf(file.Source, read))
                .OfType<string>()
                .All(read => old.BlobOf(read, cancellationToken) == now.BlobOf(read, cancellationToken));
    }

    // The recorded descriptors that need no Location of the repository.
    private static List<string> Roots(Surrounding around, Dictionary<string, FileRecord> recorded)
    {
        var wanted = (around.Reader.Source(around.Own.Name)?.Wanted.Keys ?? []).Select(path => new Glob(path)).ToList();
        return [.. recorded.Where(f => f.Value.Steps == 0 || Glob.AnyMatches(wanted, f.Value.Path)).Select(f => f.Key)];
    }

    // Whether an entity without a definition here may still exist: the rest of the catalog is not or only partly available.
    private bool MayExist(EntityRef reference, Surrounding before, Surrounding after) =>
        catalog is null
        || catalog.Known.UnreadFileOf(reference) is not null
        || (reference.Kind is "group" or "user"
            && !before.Reader.Summary.Entities.ContainsKey(reference.Kind)
            && !after.Reader.Summary.Entities.ContainsKey(reference.Kind));

    // The check itself reports mistakes in the repository's own files.
    private static CatalogChange WithoutOwnFindings(CatalogChange change, OwnSource own)
    {
        bool IsOfOthers(CatalogFinding finding) => own.TreePathOf(finding.Place.Source, finding.Place.File) is null;
        return change with { NewFindings = [.. change.NewFindings.Where(IsOfOthers)], GoneFindings = [.. change.GoneFindings.Where(IsOfOthers)] };
    }
}

/// <summary>
/// Removes what is not certain: a relation is not reported as broken if its target may exist in a file that was not read. Only if this
/// change removes the entity is the relation certain to break.
/// </summary>
internal static class OutsideUnknown
{
    /// <param name="mayExist">Whether an entity that neither catalog has may exist anyway.</param>
    public static CatalogDiff Of(CatalogDiff diff, Predicate<EntityRef> mayExist) =>
        diff with { Relations = [.. diff.Relations.Select(r => Certain(r, mayExist)).Where(r => r.Before != r.After)] };

    private static RelationChange Certain(RelationChange relation, Predicate<EntityRef> mayExist)
    {
        if ((relation.Before, relation.After) is (RelationState.Leads, RelationState.Dangles) || !mayExist(relation.Target))
        {
            return relation;
        }

        return relation with { Before = Certain(relation.Before), After = Certain(relation.After) };
    }

    private static RelationState Certain(RelationState state) => state == RelationState.Dangles ? RelationState.Leads : state;
}
