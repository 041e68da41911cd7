using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The sentences and cells that the writers of catalog changes share. They contain raw text of a repository: each writer escapes it.</summary>
internal static class CatalogChangeWording
{
    public const string Nobody = "none";
    public const string Nothing = "–";
    public const string Empty = "(empty)";

    private const string OwnedBy = "ownedBy";
    private const string UnknownReference = "reference/unknown-";

    /// <summary>The summary of a change that has happened or would happen.</summary>
    public static string Summary(CatalogChange change)
    {
        var parts = new List<string>();
        var counts = new[]
        {
            (Added(change).Count, "added"),
            (Removed(change).Count, "removed"),
            (change.Renamed.Count, "renamed"),
            (change.Changed.Count, "changed"),
        }
            .Where(c => c.Count > 0)
            .ToList();
        if (counts.Count > 0)
        {
            var rest = counts.Skip(1).Select(c => $"{c.Count:N0} {c.Item2}");
            parts.Add(string.Join(", ", rest.Prepend($"{Entities(counts[0].Count)} {counts[0].Item2}")));
        }

        var (broken, repaired) = (change.Relations.Count(r => r.Breaks), change.Relations.Count(r => r.IsRepaired));
        Add(broken, broken == 1 ? "1 relation breaks" : $"{broken:N0} relations break");
        Add(repaired, repaired == 1 ? "1 relation is repaired" : $"{repaired:N0} relations are repaired");
        Add(change.Owners.Count, change.Owners.Count == 1 ? "1 entity gets a different owner" : $"{change.Owners.Count:N0} entities get different owners");
        Add(
            change.Winners.Count,
            change.Winners.Count == 1 ? "1 entity uses another definition" : $"{change.Winners.Count:N0} entities use another definition");
        var stale = change.Stale.Count(s => s.After is not null);
        Add(stale, stale == 1 ? "1 entity becomes stale" : $"{stale:N0} entities become stale");
        Add(
            change.Stale.Count - stale,
            change.Stale.Count - stale == 1 ? "1 entity is no longer stale" : $"{change.Stale.Count - stale:N0} entities are no longer stale");
        Add(change.NewFindings.Count, ReportWording.Count(change.NewFindings.Count, "new finding"));
        Add(change.GoneFindings.Count, ReportWording.Count(change.GoneFindings.Count, "resolved finding"));
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
            (change.Owners.Count, $"give {Entities(change.Owners.Count)} a different owner"),
            (added, $"add {Entities(added)}"),
            (change.Changed.Count, $"change {Entities(change.Changed.Count)}"),
            (repaired, $"repair {ReportWording.Count(repaired, "relation")}"),
            (change.Winners.Count, $"use another definition of {Entities(change.Winners.Count)}"),
            (stale, $"make {Entities(stale)} stale"),
            (change.Stale.Count - stale, $"make {Entities(change.Stale.Count - stale)} up to date again"),
        ];
        var said = parts.Where(p => p.Count > 0).Select(p => p.Part).ToList();
        return said.Count > 0 ? $"Merging this will {ReportWording.Join(said)}"
            : change.IsEmpty ? "Merging this changes nothing in the catalog"
            : "Merging this changes only relations or findings of the catalog";
    }

    /// <summary>The entities that are removed; except renamed ones.</summary>
    public static IReadOnlyList<CatalogEntity> Removed(CatalogChange change) => Without(change.Removed, change.Renamed.Select(r => r.From));

    /// <summary>The added entities, without renamed ones.</summary>
    public static IReadOnlyList<CatalogEntity> Added(CatalogChange change) => Without(change.Added, change.Renamed.Select(r => r.To));

    /// <summary>The fate of a removed entity: <c>is removed</c>, <c>is renamed to group:default/b</c>.</summary>
    public static string Fate(CatalogChange change, CatalogEntity removed) =>
        change.Renamed.FirstOrDefault(r => r.From.Ref == removed.Ref) is { } renamed ? $"is renamed to {renamed.To.Ref}" : "is removed";

    /// <summary>The owner who must act: an owner, the owner of a repository, or no owner.</summary>
    public static string Acting(ActingOwner acting) => acting.Source switch
    {
        null => Owner(acting.Owner),
        "." => "the owner of this repository",
        var source => $"the owner of {source}",
    };

    /// <summary>The dependents of a removed entity, in a sentence.</summary>
    public static string Effect(RemovalEffect effect)
    {
        var (all, direct) = (effect.Dependents.Count, effect.Direct);
        var least = effect.IsComplete ? "" : "at least ";
        return all == direct
            ? $"{least}{Entities(all)} {(all == 1 ? "depends" : "depend")} on it"
            : $"{least}{Entities(all)} depend on it, {direct:N0} of them directly";
    }

    /// <summary>The relation of a dependent: <c>consumesApi api:default/orders</c>.</summary>
    public static string How(AffectedEntity dependent) => $"{dependent.Relation} {dependent.Through}";

    /// <summary>The place of the reference, or of the entity if the reference is not in the file.</summary>
    public static CatalogPlace PlaceOfReference(RelationEdit edit) => edit.Line > 0 ? edit.Holder.Place with { Line = edit.Line } : edit.Holder.Place;

    public static string PlaceOf(RelationEdit edit) => PlaceOfReference(edit).ToString();

    public static string Owner(string? owner) => owner ?? Nobody;

    /// <summary>Relations that are added or removed on their own: not with their entity, and not because of another owner.</summary>
    public static IReadOnlyList<RelationEdit> Apart(CatalogChange change)
    {
        var cameOrWent = change.Added.Concat(change.Removed).Select(e => e.Ref).ToHashSet(StringComparer.Ordinal);
        return [.. change.Relations.Where(r => !r.Breaks && (r.IsRepaired || (r.Type != OwnedBy && !cameOrWent.Contains(r.Holder.Ref))))];
    }

    /// <summary>New findings, except those about broken references, which are listed separately.</summary>
    public static IReadOnlyList<CatalogFinding> OtherNew(CatalogChange change)
    {
        var broken = change.Relations.Where(r => r.Breaks).Select(PlaceOf).ToHashSet(StringComparer.Ordinal);
        return [.. change.NewFindings.Where(f => !f.Rule.StartsWith(UnknownReference, StringComparison.Ordinal) || !broken.Contains(f.Place.ToString()))];
    }

    /// <summary>The change of a relation, in a few words.</summary>
    public static string Fate(RelationEdit edit) => (edit.Before, edit.After) switch
    {
        (RelationEnd.Absent, RelationEnd.Dangles) => "new, its target does not exist",
        (_, RelationEnd.Dangles) => "breaks",
        (RelationEnd.Dangles, RelationEnd.Leads) => "its target exists again",
        (RelationEnd.Dangles, _) => "was broken, removed",
        (RelationEnd.Absent, _) => "added",
        _ => "removed",
    };

    private static List<CatalogEntity> Without(IReadOnlyList<CatalogEntity> entities, IEnumerable<CatalogEntity> renamed)
    {
        var refs = renamed.Select(e => e.Ref).ToHashSet(StringComparer.Ordinal);
        return [.. entities.Where(e => !refs.Contains(e.Ref))];
    }

    /// <summary><c>1 entity</c>, <c>2 entities</c>.</summary>
    public static string Entities(int count) => count == 1 ? "1 entity" : $"{count:N0} entities";
}
