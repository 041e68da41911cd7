using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The changes of a catalog, as a section of a Markdown text: who must act, a graph, tables. The most urgent part gets space first.</summary>
internal static class CatalogChangeSection
{
    private const int MostRows = 20;
    private const int MostFields = 60;
    private const int MostDependents = 5;
    private const string NoRoom = "\nThe graph is left out because of its size.\n";

    public static string Of(CatalogChange change, string heading, Budget budget)
    {
        budget.Take(heading);
        var broken = change.Relations.Where(r => r.Breaks).ToList();
        var apart = CatalogChangeWording.Apart(change);
        return heading
            + Table(
                "Who must act",
                "Owner | References to fix | Entities affected",
                ":--|--:|--:",
                change.Acting,
                a => [a.Source is null ? Owner(a.Owner) : Cell(CatalogChangeWording.Acting(a)), $"{a.References:N0}", $"{a.Affected:N0}"],
                budget)
            + Table(
                "What breaks",
                "Entity | Relation | Missing target | Where | Owner",
                ":--|:--|:--|:--|:--",
                broken,
                r => [Cell(r.Holder.Ref), Cell(r.Type), Cell(r.Target), Cell(CatalogChangeWording.PlaceOf(r)), Owner(r.Holder.Owner)],
                budget)
            + Table(
                "Who depends on what is removed",
                "Removed | | Who",
                ":--|:--|:--",
                change.Effects,
                e => [Cell(e.Removed.Ref), CatalogChangeWording.Effect(e), Dependents(e)],
                budget)
            + Picture(change, budget)
            + Table(
                "Renamed",
                "Entity | New name | Defined in",
                ":--|:--|:--",
                change.Renamed,
                r => [Cell(r.From.Ref), Cell(r.To.Ref), Cell($"{r.To.Place}")],
                budget)
            + Table("Removed", "Entity | Title | Owner | Was defined in", ":--|:--|:--|:--", CatalogChangeWording.Removed(change), Row, budget)
            + Table("Another owner", "Entity | From | To", ":--|:--|:--", change.Owners, o => [Cell(o.Entity.Ref), Owner(o.From), Owner(o.To)], budget)
            + Changed(change.Changed, budget)
            + Table("Added", "Entity | Title | Owner | Defined in", ":--|:--|:--|:--", CatalogChangeWording.Added(change), Row, budget)
            + Table(
                "Other relations",
                "Entity | Relation | To | ",
                ":--|:--|:--|:--",
                apart,
                r => [Cell(r.Holder.Ref), Cell(r.Type), Cell(r.Target), CatalogChangeWording.Fate(r)],
                budget)
            + Table(
                "Another definition is used",
                "Entity | Instead of | Used",
                ":--|:--|:--",
                change.Winners,
                w => [Cell(w.Entity.Ref), Cell($"{w.From}"), Cell($"{w.To}")],
                budget)
            + Table("Stale", "Entity | Why", ":--|:--", change.Stale, s => [Cell(s.Entity.Ref), s.After is null ? "no longer stale" : Cell(s.After)], budget)
            + Table("Other new findings", " | What | Where", ":--|:--|:--", CatalogChangeWording.OtherNew(change), Row, budget)
            + Table("Resolved findings", " | What | Where", ":--|:--|:--", change.GoneFindings, Row, budget);
    }

    private static string[] Row(CatalogEntity entity) => [Cell(entity.Ref), Cell(entity.Title), Owner(entity.Owner), Cell($"{entity.Place}")];

    private static string[] Row(CatalogFinding finding) =>
        [ReportWording.Name(finding.Severity), MarkdownText.Plain(finding.Message), Cell($"{finding.Place}")];

    private static string Picture(CatalogChange change, Budget budget)
    {
        var picture = NeighbourhoodGraph.Of(change);
        return picture.Length == 0 ? ""
            : budget.TryTake(picture) ? picture
            : budget.TryTake(NoRoom) ? NoRoom
            : "";
    }

    private static string Dependents(RemovalEffect effect)
    {
        var shown = effect.Dependents.Take(MostDependents)
            .Select(d => $"{Cell(d.Entity.Ref)} ({Cell(CatalogChangeWording.How(d))}), {Owner(d.Entity.Owner)}")
            .ToList();
        return string.Join("<br>", shown) + (effect.Dependents.Count > shown.Count ? $"<br>… and {effect.Dependents.Count - shown.Count:N0} more" : "");
    }

    // One row for each field: an entity that only moved has one as well.
    private static string Changed(IReadOnlyList<EntityEdit> changed, Budget budget)
    {
        var rows = changed.SelectMany(RowsOf).ToList();
        return MarkdownTable.Of("\n#### Changed\n\n| Entity | Field | Before | After |\n|:--|:--|:--|:--|\n", rows, rows.Count, MostFields, budget);
    }

    private static IEnumerable<string> RowsOf(EntityEdit edit)
    {
        var fields = edit.Fields.Select(f => Line([Cell(edit.Entity.Ref), Cell(f.Pointer), Value(f.Old), Value(f.New)]));
        var moved = edit.MovedFrom is { } from
            ? [Line([Cell(edit.Entity.Ref), "where it is defined", Cell($"{from}"), Cell($"{edit.Entity.Place}")])]
            : Array.Empty<string>();
        var more = edit.MoreFields > 0 ? [Line([Cell(edit.Entity.Ref), $"{edit.MoreFields:N0} more fields", "", ""])] : Array.Empty<string>();
        return [.. moved, .. fields, .. more];
    }

    private static string Table<T>(string heading, string columns, string alignment, IReadOnlyList<T> items, Func<T, string[]> row, Budget budget) =>
        MarkdownTable.Of($"\n#### {heading}\n\n| {columns} |\n|{alignment}|\n", items.Select(i => Line(row(i))), items.Count, MostRows, budget);

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Owner(string? owner) => owner is null ? $"**{CatalogChangeWording.Nobody}**" : Cell(owner);

    private static string Value(string? value) => value switch
    {
        null => CatalogChangeWording.Nothing,
        "" => CatalogChangeWording.Empty,
        _ => Cell(value),
    };

    private static string Cell(string text) => MarkdownTable.Cell(text);
}
