using Automation.Portal.Graph;

namespace Automation.Portal.Tests.Graph;

/// <summary>The graph of a system or a domain.</summary>
public sealed class SystemGraphTests
{
    private static readonly GraphEntity System = new("system:default/payments", "system", "Payments") { Href = "../payments/" };

    [Fact]
    public void Members_stand_inside_and_systems_outside_with_the_number_of_relations()
    {
        var ledger = new GraphLink("Ledger", "../ledger/") { Ref = "system:default/ledger" };
        var drawing = Draw(
            3,
            GraphSample.To(GraphSample.Entity(50, "component") with { System = ledger }, "dependsOn"),
            GraphSample.To(GraphSample.Entity(50, "component") with { System = ledger }, "dependsOn"),
            GraphSample.To(GraphSample.Entity(51, "component") with { System = ledger }, "dependencyOf"),
            GraphSample.To(GraphSample.Entity(52, "component") with { System = null, Owner = null }, "dependencyOf"));

        drawing.Columns.Select(c => $"{c.Title}: {string.Join(", ", c.Rows.Select(r => $"{r.Label} ({r.Detail}; {r.Words})"))}").ShouldBe(
        [
            "Members: service-0000 (component; ), service-0001 (component; ), service-0002 (component; )",
            "Used by: No system or owner (1 entity; 1 relation)",
            "Uses: Ledger (system, 2 entities; uses 2; back: used by 1)",
        ]);
        drawing.Caption.ShouldStartWith("3 of 3 members drawn; all 3 in the table.");
    }

    [Fact]
    public void More_than_thirty_members_are_counted_by_type()
    {
        var drawing = Draw(31);

        drawing.Columns[0].Rows.Select(r => r.Label).ShouldBe(["16 services", "15 libraries"]);
        drawing.Columns[0].Rows.ShouldAllBe(r => r.Href == "members/");
        drawing.Caption.ShouldStartWith("0 of 31 members drawn; all 31 in the table.");
    }

    private static GraphDrawing Draw(int members, params GraphRelation[] relations) =>
        SystemGraph.Draw(System, [.. Enumerable.Range(0, members).Select(i => GraphSample.Entity(i, "component"))], relations, GraphSample.Table, "members/");
}
