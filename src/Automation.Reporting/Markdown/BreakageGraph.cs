using System.Text;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

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
