using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The sentences and cells that the writers of catalog changes share. They hold text of a repository as it is: each writer shows it in its own way.</summary>
internal static class CatalogChangeWording
{
    public const string Nobody = "nobody";
    public const string Nothing = "–";
    public const string Empty = "(empty)";

    private const string OwnedBy = "ownedBy";
    private const string UnknownReference = "reference/unknown-";

    /// <summary>What there is to see, of a change that has happened or might.</summary>
    public static string Summary(CatalogChange change)
    {
        var parts = new List<string>();
        var counts = new[] { (Added(change).Count, "added"), (Removed(change).Count, "removed"), (change.Renamed.Count, "renamed"), (change.Changed.Count, "changed") }.Where(c => c.Count > 0).ToList();
        if (counts.Count > 0)
        {
            var rest = counts.Skip(1).Select(c => $"{c.Count:N0} {c.Item2}");
            parts.Add(string.Join(", ", rest.Prepend($"{Entities(counts[0].Count)} {counts[0].Item2}")));
        }

        var (broken, repaired) = (change.Relations.Count(r => r.Breaks), change.Relations.Count(r => r.IsRepaired));
        Add(broken, broken == 1 ? "1 relation breaks" : $"{broken:N0} relations break");
        Add(repaired, repaired == 1 ? "1 relation is repaired" : $"{repaired:N0} relations are repaired");
        Add(change.Owners.Count, change.Owners.Count == 1 ? "1 entity goes to another owner" : $"{change.Owners.Count:N0} entities go to other owners");
        Add(change.Winners.Count, change.Winners.Count == 1 ? "of 1 entity another definition counts" : $"of {change.Winners.Count:N0} entities another definition counts");
        var stale = change.Stale.Count(s => s.After is not null);
        Add(stale, stale == 1 ? "1 entity turns stale" : $"{stale:N0} entities turn stale");
        Add(change.Stale.Count - stale, change.Stale.Count - stale == 1 ? "1 entity is stale no more" : $"{change.Stale.Count - stale:N0} entities are stale no more");
        Add(change.NewFindings.Count, ReportWording.Count(change.NewFindings.Count, "new finding"));
        Add(change.GoneFindings.Count, $"{ReportWording.Count(change.GoneFindings.Count, "finding")} gone");
        return parts.Count > 0 ? string.Join("; ", parts) + "."
            : change.IsEmpty ? "Nothing changes in the catalog."
            : "Only relations change.";

        void Add(int count, string part)
        {
            if (count > 0)
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>The same for a change that waits to be merged: <c>Merging this will remove 1 entity and break 2 relations</c>, without the full stop.</summary>
    public static string Merging(CatalogChange change)
    {
        var (broken, repaired) = (change.Relations.Count(r => r.Breaks), change.Relations.Count(r => r.IsRepaired));
        var (added, removed) = (Added(change).Count, Removed(change).Count);
        var stale = change.Stale.Count(s => s.After is not null);
        (int Count, string Part)[] parts =
        [
            (removed, $"remove {Entities(removed)}"),
            (change.Renamed.Count, $"rename {Entities(change.Renamed.Count)}"),
            (broken, $"break {ReportWording.Count(broken, "relation")}"),
            (change.Owners.Count, $"give {Entities(change.Owners.Count)} another owner"),
            (added, $"add {Entities(added)}"),
            (change.Changed.Count, $"change {Entities(change.Changed.Count)}"),
            (repaired, $"repair {ReportWording.Count(repaired, "relation")}"),
            (change.Winners.Count, $"let another definition of {Entities(change.Winners.Count)} count"),
            (stale, $"turn {Entities(stale)} stale"),
            (change.Stale.Count - stale, $"make {Entities(change.Stale.Count - stale)} up to date again"),
        ];
        var said = parts.Where(p => p.Count > 0).Select(p => p.Part).ToList();
        return said.Count > 0 ? $"Merging this will {ReportWording.Join(said)}"
            : change.IsEmpty ? "Merging this changes nothing in the catalog"
            : "Merging this changes what the catalog relates, or what is wrong with it";
    }

    /// <summary>The entities that are removed; those aside that go by another name from now on.</summary>
    public static IReadOnlyList<CatalogEntity> Removed(CatalogChange change) => Without(change.Removed, change.Renamed.Select(r => r.From));

    /// <summary>The entities that are added; those aside that went by another name.</summary>
    public static IReadOnlyList<CatalogEntity> Added(CatalogChange change) => Without(change.Added, change.Renamed.Select(r => r.To));

    /// <summary>What becomes of an entity that is removed: <c>is removed</c>, <c>is renamed to group:default/b</c>.</summary>
    public static string Fate(CatalogChange change, CatalogEntity removed) =>
        change.Renamed.FirstOrDefault(r => r.From.Ref == removed.Ref) is { } renamed ? $"is renamed to {renamed.To.Ref}" : "is removed";

    /// <summary>Who acts: an owner, whoever owns a repository, or nobody.</summary>
    public static string Acting(ActingOwner acting) => acting.Source switch
    {
        null => Owner(acting.Owner),
        "." => "whoever owns this repository",
        var source => $"whoever owns {source}",
    };

    /// <summary>Who depends on what is removed, in a sentence.</summary>
    public static string Effect(RemovalEffect effect)
    {
        var (all, direct) = (effect.Dependents.Count, effect.Direct);
        var least = effect.IsComplete ? "" : "at least ";
        return all == direct
            ? $"{least}{Entities(all)} {(all == 1 ? "depends" : "depend")} on it"
            : $"{least}{Entities(all)} depend on it, {direct:N0} of them directly";
    }

    /// <summary>How a dependent depends: <c>consumesApi api:default/orders</c>.</summary>
    public static string How(AffectedEntity dependent) => $"{dependent.Relation} {dependent.Through}";

    /// <summary>The place of the reference; of the entity where the reference is not written.</summary>
    public static CatalogPlace PlaceOfReference(RelationEdit edit) => edit.Line > 0 ? edit.Holder.Place with { Line = edit.Line } : edit.Holder.Place;

    /// <summary>The same in words.</summary>
    public static string PlaceOf(RelationEdit edit) => PlaceOfReference(edit).ToString();

    /// <summary>An owner, or nobody.</summary>
    public static string Owner(string? owner) => owner ?? Nobody;

    /// <summary>Relations that appear or end by themselves: not with the entity that makes them, and not because the owner is another.</summary>
    public static IReadOnlyList<RelationEdit> Apart(CatalogChange change)
    {
        var cameOrWent = change.Added.Concat(change.Removed).Select(e => e.Ref).ToHashSet(StringComparer.Ordinal);
        return [.. change.Relations.Where(r => !r.Breaks && (r.IsRepaired || (r.Type != OwnedBy && !cameOrWent.Contains(r.Holder.Ref))))];
    }

    /// <summary>New findings, those aside that say of a reference that it leads nowhere: it stands among what breaks.</summary>
    public static IReadOnlyList<CatalogFinding> OtherNew(CatalogChange change)
    {
        var broken = change.Relations.Where(r => r.Breaks).Select(PlaceOf).ToHashSet(StringComparer.Ordinal);
        return [.. change.NewFindings.Where(f => !f.Rule.StartsWith(UnknownReference, StringComparison.Ordinal) || !broken.Contains(f.Place.ToString()))];
    }

    /// <summary>What becomes of a relation, in a word or two.</summary>
    public static string Fate(RelationEdit edit) => (edit.Before, edit.After) switch
    {
        (RelationEnd.Absent, RelationEnd.Dangles) => "new, leads nowhere",
        (_, RelationEnd.Dangles) => "breaks",
        (RelationEnd.Dangles, RelationEnd.Leads) => "leads somewhere again",
        (RelationEnd.Dangles, _) => "led nowhere, is gone",
        (RelationEnd.Absent, _) => "appears",
        _ => "ends",
    };

    private static List<CatalogEntity> Without(IReadOnlyList<CatalogEntity> entities, IEnumerable<CatalogEntity> renamed)
    {
        var refs = renamed.Select(e => e.Ref).ToHashSet(StringComparer.Ordinal);
        return [.. entities.Where(e => !refs.Contains(e.Ref))];
    }

    /// <summary><c>1 entity</c>, <c>2 entities</c>.</summary>
    public static string Entities(int count) => count == 1 ? "1 entity" : $"{count:N0} entities";
}
