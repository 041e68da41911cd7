using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The other changes of the catalog, in one collapsed table: removals first, changes of text last.</summary>
internal static class CatalogChangeTable
{
    /// <summary>The table; empty if the only changes are those that break other repositories.</summary>
    public static string Folded(CatalogChange? change, ReportLinks links, Budget budget)
    {
        List<Row> rows = change is null ? [] : [.. Rows(change, links)];
        var counts = rows.CountBy(r => r.What).Select(c => $"{c.Value:N0} {(c.Value == 1 ? c.Key : Plural(c.Key))}");
        var summary = change is null || Breakage.Of(change).IsEmpty ? "What changes in the catalog" : "Everything else that changes in the catalog";
        return Markdown.Folded.Of(
            $"{summary}: {string.Join(", ", counts)}",
            "| | Entity | |\n|:--|:--|:--|\n",
            [.. rows.Select(r => $"| {r.Icon} {r.What} | {r.Entity} | {r.Note} |\n")], budget, left =>
                $"{ReportWording.Count(left, "more change")} of the catalog");
    }

    private static IEnumerable<Row> Rows(CatalogChange change, ReportLinks links) =>
    [
        .. change.Relations.Where(r => r.Breaks && r.Holder.Place.IsOwn)
            .Select(
                r => new Row(
                    "⛔", "broken here", Name(r.Holder.Ref), $"{Relation(r)}, {CatalogPlaces.Link(CatalogChangeWording.PlaceOfReference(r), links)}")),
        .. change.Renamed.Select(r => new Row("🔁", "renamed", Name(r.From.Ref), $"to {Name(r.To.Ref)}")),
        .. CatalogChangeWording.Removed(change).Select(e => new Row("➖", "removed", Name(e.Ref), About(e))),
        .. change.Stale.Select(Stale),
        .. change.Owners.Select(o => new Row("👤", "new owner", Name(o.Entity.Ref), $"from {Owner(o.From)} to {Owner(o.To)}")),
        .. change.Winners.Select(w =>
            new Row("🔀", "other definition", Name(w.Entity.Ref), $"{CatalogPlaces.Link(w.To, links)} instead of {CatalogPlaces.Link(w.From, links)}")),
        .. CatalogChangeWording.Added(change).Select(e => new Row("➕", "added", Name(e.Ref), About(e))),
        .. change.Changed.Select(c => new Row("✏️", "changed", Name(c.Entity.Ref), Fields(c, links))),
        .. CatalogChangeWording.Apart(change).Select(r => new Row("🔗", "relation", Name(r.Holder.Ref), $"{Relation(r)}: {CatalogChangeWording.Fate(r)}")),
        .. change.Effects.SelectMany(e => e.Dependents).Where(d => d.Depth > 1).DistinctBy(d => d.Entity.Ref)
            .Select(d => new Row("👥", "affected", Name(d.Entity.Ref), $"{Cell(d.Relation)} {Name(d.Through)}, owner {Owner(d.Entity.Owner)}")),
        .. change.Effects.Where(e => !e.IsComplete).Select(e => new Row("👥", "affected", Name(e.Removed.Ref), "more entities depend on it than are listed")),
        .. CatalogChangeWording.OtherNew(change).Select(f =>
            new Row(ProblemTable.Icon(f.Severity), "new finding", CatalogPlaces.Link(f.Place, links), MarkdownTable.Cell(f.Message, MarkdownText.Longest))),
        .. change.GoneFindings.Select(
            f => new Row("✅", "resolved finding", CatalogPlaces.Link(f.Place, links), MarkdownTable.Cell(f.Message, MarkdownText.Longest))),
    ];

    private static string Plural(string what) => what switch
    {
        "new owner" or "other definition" or "relation" or "new finding" or "resolved finding" => $"{what}s",
        _ => what,
    };

    private static Row Stale(StaleEdit edit) => edit.After is { } why
        ? new Row("🕓", "stale", Name(edit.Entity.Ref), $"{Cell(why)} Its last valid version stays until it is valid again.")
        : new Row("🕓", "no longer stale", Name(edit.Entity.Ref), "");

    private static string Fields(EntityEdit edit, ReportLinks links)
    {
        string[] fields =
        [
            .. edit.MovedFrom is { } from
                ? [$"now in {CatalogPlaces.Link(edit.Entity.Place, links)}, not in {CatalogPlaces.Link(from, links)}"]
                : Array.Empty<string>(),
            .. edit.Fields.Select(f => $"{MarkdownText.Code(f.Pointer, inTable: true)}: {Value(f.Old)} → {Value(f.New)}"),
            .. edit.MoreFields > 0 ? [$"{ReportWording.Count(edit.MoreFields, "more field")}"] : Array.Empty<string>(),
        ];
        return string.Join("<br>", fields);
    }

    private static string Value(string? value) => value switch
    {
        null => "nothing",
        "" => CatalogChangeWording.Empty,
        _ => MarkdownText.Code(value, inTable: true),
    };

    private static string About(CatalogEntity entity) => $"{Cell(entity.Title)}, owner {Owner(entity.Owner)}";

    private static string Relation(RelationEdit relation) => $"{Cell(relation.Type)} {Name(relation.Target)}";

    private static string Name(string reference) => $"{Cell(CatalogNames.Kind(reference))} {MarkdownText.Code(CatalogNames.Name(reference), inTable: true)}";

    private static string Owner(string? owner) =>
        owner is null ? $"**{CatalogChangeWording.Nobody}**" : MarkdownText.Code(CatalogNames.Owner(owner), inTable: true);

    private static string Cell(string text) => MarkdownTable.Cell(text);

    private sealed record Row(string Icon, string What, string Entity, string Note);
}
