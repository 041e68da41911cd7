using System.Text;
using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>What merging breaks in other repositories: the references to removed entities, and a diagram. It is expanded by default.</summary>
internal static class BreakageSection
{
    // The number of visible rows; the others are in a collapsed section.
    private const int MostInSight = 20;
    private const int MostTargets = 5;
    private const string Heading = "| Reference | Owner | Where |\n|:--|:--|:--|\n";

    /// <summary>The section; empty if nothing breaks.</summary>
    public static string Of(CatalogChange? change, ReportLinks links, Budget budget)
    {
        var breakage = Breakage.Of(change);
        if (breakage.IsEmpty)
        {
            return "";
        }

        var rows = breakage.Relations.Select(r => Row(r, breakage, links)).ToList();
        var summary = $"<b>⚠️ Merging this breaks {breakage.What} in other repositories</b>";
        var heading = $"{Gone(breakage)} After the merge, these references are broken:\n\n{Heading}";
        return Folded.Open(summary, heading, [.. rows.Take(MostInSight)], budget, LeftOut, BreakageGraph.Of(breakage), "a picture of what breaks")
            + Folded.Of(
                $"{ReportWording.Count(rows.Count - MostInSight, "more broken reference")} in other repositories",
                Heading,
                [.. rows.Skip(MostInSight)],
                budget,
                LeftOut);
    }

    private static string LeftOut(int count) => $"{ReportWording.Count(count, "more broken reference")} in other repositories";

    private static string Gone(Breakage breakage)
    {
        var targets = breakage.Relations.Select(r => r.Target).Distinct(StringComparer.Ordinal).ToList();
        var said = targets.Take(MostTargets).Select(t => $"{MarkdownText.Code(CatalogNames.Name(t))} is {MarkdownText.Plain(breakage.Fate(t))}").ToList();
        return ReportWording.Join(targets.Count > MostTargets ? [.. said, $"{targets.Count - MostTargets:N0} more entities no longer exist"] : said) + ".";
    }

    private static string Row(RelationEdit relation, Breakage breakage, ReportLinks links)
    {
        var holder = MarkdownText.Code(CatalogNames.Name(relation.Holder.Ref), inTable: true);
        var target = MarkdownText.Code(CatalogNames.Name(relation.Target), inTable: true);
        var owner = MarkdownTable.Cell(breakage.OwnerOf(relation.Holder));
        var place = CatalogPlaces.Link(CatalogChangeWording.PlaceOfReference(relation), links);
        return $"| {MarkdownTable.Cell(CatalogNames.Kind(relation.Holder.Ref))} {holder} {MarkdownTable.Cell(relation.Type)} {target} | {owner} | {place} |\n";
    }
}

/// <summary>A diagram of only what breaks, as a Mermaid flowchart, which GitHub renders.</summary>
internal static class BreakageGraph
{
    // More would not be readable.
    internal const int MostEdges = 20;

    public static string Of(Breakage breakage)
    {
        var (ids, nodes, edges) = (new Dictionary<string, string>(StringComparer.Ordinal), new StringBuilder(), new StringBuilder());
        foreach (var relation in breakage.Relations.DistinctBy(r => (r.Holder.Ref, r.Target)).Take(MostEdges))
        {
            var holder = Node(relation.Holder.Ref, breakage.OwnerName(relation.Holder) ?? relation.Holder.Place.Source, "hit");
            var target = Node(relation.Target, breakage.Fate(relation.Target), "gone");
            edges.Append($"  {holder} --x {target}\n");
        }

        var left = breakage.Relations.DistinctBy(r => (r.Holder.Ref, r.Target)).Count() - MostEdges;
        return $"\n```mermaid\nflowchart LR\n{nodes}{edges}"
            + "  classDef gone stroke:#cf222e,stroke-width:2px,stroke-dasharray:4 3\n  classDef hit stroke:#9a6700,stroke-width:2px\n```\n"
            + (left > 0 ? $"\nThe picture leaves out {left:N0} more.\n" : "");

        string Node(string reference, string note, string look)
        {
            if (!ids.TryGetValue(reference, out var id))
            {
                ids.Add(reference, id = $"n{ids.Count + 1}");
                nodes.Append($"  {id}[\"{MermaidText.Escaped(CatalogNames.Name(reference))}<br><small>{MermaidText.Escaped(note)}</small>\"]:::{look}\n");
            }

            return id;
        }
    }
}
