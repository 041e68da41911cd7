using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary>The lists of a catalog change on a terminal, the most urgent first.</summary>
internal sealed class CatalogChangePage(TerminalPage page, TerminalOptions options)
{
    private const int MostRows = 20;
    private const int MostFields = 10;

    /// <summary>Writes every list that is not empty.</summary>
    public void Write(CatalogChange change)
    {
        List(
            "Who must act",
            change.Acting,
            ["owner", "references to fix", "entities affected"],
            a => [CatalogChangeWording.Acting(a), $"{a.References:N0}", $"{a.Affected:N0}"],
            numbers: 2);
        List(
            "Breaks",
            [.. change.Relations.Where(r => r.Breaks)],
            [],
            r => [r.Holder.Ref, r.Type, r.Target, CatalogChangeWording.PlaceOf(r), CatalogChangeWording.Owner(r.Holder.Owner)]);
        WriteEffects(change);
        List("Renamed", change.Renamed, [], r => [r.From.Ref, r.To.Ref, $"{r.To.Place}"]);
        List("Removed", CatalogChangeWording.Removed(change), [], Row);
        List(
            "Another owner",
            change.Owners,
            ["entity", "from", "to"],
            o => [o.Entity.Ref, CatalogChangeWording.Owner(o.From), CatalogChangeWording.Owner(o.To)]);
        WriteChanged(change.Changed);
        List("Added", CatalogChangeWording.Added(change), [], Row);
        List("Relations", CatalogChangeWording.Apart(change), [], r => [CatalogChangeWording.Fate(r), r.Holder.Ref, r.Type, r.Target]);
        List("Another definition is used", change.Winners, ["entity", "instead of", "used"], w => [w.Entity.Ref, $"{w.From}", $"{w.To}"]);
        List("Stale", change.Stale, [], s => [s.Entity.Ref, s.After ?? "no longer stale"]);
        List("Other new findings", CatalogChangeWording.OtherNew(change), [], Row);
        List("Resolved findings", change.GoneFindings, [], Row);
    }

    private static string[] Row(CatalogEntity entity) => [entity.Ref, entity.Title, CatalogChangeWording.Owner(entity.Owner), $"{entity.Place}"];

    private static string[] Row(CatalogFinding finding) => [ReportWording.Name(finding.Severity), finding.Rule, $"{finding.Place}", finding.Message];

    private void WriteEffects(CatalogChange change)
    {
        foreach (var effect in change.Effects.Take(Most(MostRows)))
        {
            Heading($"Depends on {effect.Removed.Ref}, which {CatalogChangeWording.Fate(change, effect.Removed)}", $"{CatalogChangeWording.Effect(effect)}.");
            Rows(effect.Dependents, [], d => [d.Entity.Ref, CatalogChangeWording.How(d), CatalogChangeWording.Owner(d.Entity.Owner)], 0);
        }

        More(change.Effects.Count - Most(MostRows), "removed entities that others depend on");
    }

    private void WriteChanged(IReadOnlyList<EntityEdit> changed)
    {
        if (changed.Count == 0)
        {
            return;
        }

        Heading($"Changed: {CatalogChangeWording.Entities(changed.Count)}", "");
        foreach (var edit in changed.Take(Most(MostRows)))
        {
            page.Line(
                (VisibleText.Of($"  {edit.Entity.Ref}"), Tone.Plain),
                (edit.MovedFrom is { } from ? VisibleText.Of($"  moved from {from} to {edit.Entity.Place}") : "", Tone.Faint));
            var most = Most(MostFields);
            foreach (var (pointer, old, now) in edit.Fields.Take(most))
            {
                Field(pointer, old, now);
            }

            More(Math.Max(0, edit.Fields.Count - most) + edit.MoreFields, "fields");
        }

        More(changed.Count - Most(MostRows));
    }

    private void Field(string pointer, string? old, string? now)
    {
        var room = Math.Max(20, options.Width - 6);
        page.Line(($"    {VisibleText.Of(pointer, room)}", Tone.Faint));
        if (old is not null)
        {
            page.Line(($"    - {Value(old, room)}", Tone.Error));
        }

        if (now is not null)
        {
            page.Line(($"    + {Value(now, room)}", Tone.Well));
        }
    }

    private static string Value(string text, int room) => text.Length == 0 ? CatalogChangeWording.Empty : VisibleText.Of(text, room);

    private void List<T>(string heading, IReadOnlyList<T> items, string[] columns, Func<T, string[]> row, int numbers = 0)
    {
        if (items.Count > 0)
        {
            Heading($"{heading}: {items.Count:N0}", "");
            Rows(items, columns, row, numbers);
        }
    }

    private void Rows<T>(IReadOnlyList<T> items, string[] columns, Func<T, string[]> row, int numbers)
    {
        var (rows, most) = (new TextColumns(options.Width, numbers), Most(MostRows));
        if (columns.Length > 0)
        {
            rows.Add(columns);
        }

        foreach (var item in items.Take(most))
        {
            rows.Add(row(item));
        }

        foreach (var (index, line) in rows.Lines().Index())
        {
            page.Line((line, columns.Length > 0 && index == 0 ? Tone.Faint : Tone.Plain));
        }

        More(items.Count - most);
    }

    private int Most(int count) => options.Verbose ? int.MaxValue : count;

    private void Heading(string heading, string note)
    {
        page.Line();
        page.Line((VisibleText.Of(heading), Tone.Strong), (note.Length == 0 ? "" : $"  {VisibleText.Of(note)}", Tone.Faint));
    }

    private void More(int count, string what = "")
    {
        if (count > 0)
        {
            page.Line(($"  … and {count:N0} more{(what.Length == 0 ? "" : $" {what}")}", Tone.Faint));
        }
    }
}
