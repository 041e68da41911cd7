using Automation.Portal.Graph;

namespace Automation.Portal.Tests.Graph;

/// <summary>Invented relations of one component.</summary>
internal static class GraphSample
{
    public static readonly GraphTable Table = new("relations/#relations", Filters: true);

    public static readonly GraphEntity Subject = new("component:default/payments-api", "component", "Payments API")
    {
        System = new GraphLink("Payments", "../../system/payments/") { Ref = "system:default/payments" },
        Owner = new GraphLink("team-payments", "../../../../owners/default/team-payments/") { Ref = "group:default/team-payments" },
    };

    private static readonly string[] Kinds = ["component", "resource", "component"];
    private static readonly string[] Types = ["dependsOn", "dependencyOf", "consumesApi", "providesApi"];

    public static GraphEntity Entity(int i, string kind, string? title = null) => new($"{kind}:default/service-{i:D4}", kind, title ?? $"service-{i:D4}")
    {
        Href = $"../../../default/{kind}/service-{i:D4}/",
        Type = i % 2 == 0 ? "service" : "library",
        System = i % 5 == 0 ? null : new GraphLink($"System {i % 37}", $"../../system/system-{i % 37}/") { Ref = $"system:default/system-{i % 37}" },
        Owner = i % 10 == 0 ? null : new GraphLink($"team-{i % 6}", null),
    };

    public static GraphRelation Relation(int i, string type, GraphState state = GraphState.Fine, string? title = null)
    {
        var kind = type is "consumesApi" or "providesApi" ? "api" : Kinds[i % Kinds.Length];
        return To(Entity(i, kind, title) with { State = state, FindingHref = state == GraphState.Fine ? null : $"#finding-{i}" }, type);
    }

    public static GraphRelation To(GraphEntity other, string type)
    {
        var placement = RelationPlacement.Of(type, other.Kind)!;
        return new GraphRelation(other, type, placement.Words, placement.Direction);
    }

    public static List<GraphRelation> Many(int count) => [.. Enumerable.Range(0, count).Select(i => Relation(i, Types[i % 4], i % 13 == 5 ? GraphState.Stale : GraphState.Fine))];

    public static GraphDrawing Draw(params IReadOnlyCollection<GraphRelation> relations) => EntityGraph.Draw(Subject, relations, Table);
}
