using System.Text;
using Automation.Core;
using Automation.Reporting.Model;

namespace Automation.Reporting.Markdown;

/// <summary>
/// A diagram of the changed entities and their neighbours, as a Mermaid flowchart, which GitHub renders. What breaks comes first, then who is
/// affected, then what appears and ends, then what stays; if not all of it fits, the text below it reports that.
/// </summary>
internal sealed class NeighbourhoodGraph
{
    // More would not be readable. GitHub draws up to 500 edges and 50,000 characters (mermaid's maxEdges and maxTextSize).
    internal const int MostNodes = 30;
    internal const int MostEdges = 50;

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _looks = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, string)> _drawn = [];
    private readonly StringBuilder _nodes = new();
    private readonly StringBuilder _edges = new();
    private int _leftOut;

    private NeighbourhoodGraph()
    {
    }

    /// <summary>The diagram in a code fence, with a note about what it leaves out; empty if it would have no edges.</summary>
    public static string Of(CatalogChange change)
    {
        var graph = new NeighbourhoodGraph();
        graph.Draw(change);
        return graph._drawn.Count == 0 ? "" : graph.ToMarkdown();
    }

    private void Draw(CatalogChange change)
    {
        Look("removed", change.Removed.Select(e => e.Ref));
        Look("added", change.Added.Select(e => e.Ref));
        Look("changed", change.Changed.Select(e => e.Entity.Ref));
        Look("affected", change.Effects.SelectMany(e => e.Dependents).Select(d => d.Entity.Ref));
        Look("removed", change.Relations.Where(r => r.Breaks).Select(r => r.Target));

        Edges(change.Relations.Where(r => r.Breaks), "--x", "broken");
        foreach (var dependent in change.Effects.SelectMany(e => e.Dependents))
        {
            Edge(dependent.Entity.Ref, dependent.Relation, dependent.Through, "-->", "");
        }

        Edges(change.Relations.Where(r => r is { Before: RelationEnd.Dangles, After: RelationEnd.Leads }), "==>", "leads again");
        var apart = change.Relations.Where(r => !r.Breaks && r.Before != RelationEnd.Dangles && !IsOwnership(r.Type)).ToList();
        Edges(apart.Where(r => r.Before == RelationEnd.Absent), "==>", "new");
        Edges(apart.Where(r => r.After == RelationEnd.Absent), "-.->", "ends");
        foreach (var (source, type, target) in change.Surroundings)
        {
            Edge(source, type, target, "-->", "");
        }

        // A changed entity is in the diagram even without neighbours.
        foreach (var alone in change.Removed.Select(e => e.Ref).Concat(change.Added.Select(e => e.Ref)).Concat(change.Changed.Select(e => e.Entity.Ref)))
        {
            _leftOut += TryNode(alone) ? 0 : 1;
        }
    }

    private void Look(string look, IEnumerable<string> refs)
    {
        foreach (var reference in refs)
        {
            _looks.TryAdd(reference, look);
        }
    }

    private void Edges(IEnumerable<RelationEdit> relations, string arrow, string fate)
    {
        foreach (var relation in relations)
        {
            Edge(relation.Holder.Ref, relation.Type, relation.Target, arrow, fate);
        }
    }

    private void Edge(string source, string type, string target, string arrow, string fate)
    {
        if (_drawn.Contains((source, type, target)))
        {
            return;
        }

        var isNew = (_ids.ContainsKey(source) ? 0 : 1) + (_ids.ContainsKey(target) || target == source ? 0 : 1);
        if (_drawn.Count == MostEdges || _ids.Count + isNew > MostNodes)
        {
            _leftOut++;
            return;
        }

        _drawn.Add((source, type, target));
        TryNode(source);
        TryNode(target);
        var label = MermaidText.Escaped(fate.Length == 0 ? type : $"{type}, {fate}");
        _edges.Append($"  {_ids[source]} {arrow}|\"{label}\"| {_ids[target]}\n");
    }

    private bool TryNode(string reference)
    {
        if (_ids.ContainsKey(reference))
        {
            return true;
        }

        if (_ids.Count == MostNodes)
        {
            return false;
        }

        _ids.Add(reference, $"n{_ids.Count + 1}");
        var look = _looks.GetValueOrDefault(reference) is { } name ? $":::{name}" : "";
        _nodes.Append($"  {_ids[reference]}[\"{MermaidText.Escaped(Short(reference))}\"]{look}\n");
        return true;
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder("\n```mermaid\nflowchart LR\n").Append(_nodes).Append(_edges)
            .Append("  classDef removed stroke:#cf222e,stroke-width:2px,stroke-dasharray:4 3\n")
            .Append("  classDef added stroke:#1a7f37,stroke-width:2px\n")
            .Append("  classDef changed stroke:#9a6700,stroke-width:2px\n")
            .Append("  classDef affected stroke:#0969da,stroke-width:2px\n")
            .Append("```\n\nRed and dashed: removed, or missing. Green: added. Amber: changed. Blue: depends on what is removed.");
        return text.Append(_leftOut == 0 ? "\n" : $" {_leftOut:N0} more entities and relations are left out.\n").ToString();
    }

    // The default namespace is omitted.
    private static string Short(string reference) => reference.Replace($":{EntityRef.DefaultNamespace}/", ":", StringComparison.Ordinal);

    private static bool IsOwnership(string type) => type is "ownedBy" or "memberOf" or "hasMember" or "childOf" or "parentOf";
}
