using System.Text;
using Automation.Portal.Graph;

namespace Automation.Portal.Tests.Graph;

/// <summary>The graph of relations of one entity.</summary>
public sealed class EntityGraphTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(12, 12)]
    public void Few_neighbours_are_all_drawn(int count, int drawn)
    {
        var drawing = GraphSample.Draw(GraphSample.Many(count));

        drawing.Drawn.ShouldBe(drawn);
        drawing.Caption.ShouldBe($"{drawn} of {count} drawn; all {count} in the table.");
        drawing.Groups.ShouldBeEmpty();
    }

    [Fact]
    public void A_relation_with_more_than_seven_entities_of_a_kind_is_one_node()
    {
        var drawing = GraphSample.Draw(
        [
            .. Enumerable.Range(0, 23).Select(i => GraphSample.To(GraphSample.Entity(i, "component"), "dependencyOf")),
            .. Enumerable.Range(30, 3).Select(i => GraphSample.To(GraphSample.Entity(i, "resource"), "dependsOn")),
        ]);

        drawing.Groups.ShouldHaveSingleItem().Label.ShouldBe("23 components use this: depends on");
        drawing.Groups[0].Members.Count.ShouldBe(23);
        drawing.Caption.ShouldBe("3 of 26 drawn; all 26 in the table. 23 are in 1 group.");
        DrawnGraph.Read(drawing).Links.ShouldContain("#" + drawing.Groups[0].Id);
    }

    [Fact]
    public void A_group_shows_the_worst_state_of_its_members()
    {
        var members = Enumerable.Range(0, 9).Select(i => GraphSample.To(GraphSample.Entity(i, "component"), "dependencyOf")).ToList();
        members[4] = members[4] with { Other = members[4].Other with { State = GraphState.Stale } };
        members[6] = members[6] with { Other = members[6].Other with { State = GraphState.Problem } };

        DrawnGraph.Read(GraphSample.Draw(members)).Texts.Select(t => t.Name).ShouldContain("1 stale");
    }

    [Fact]
    public void Many_neighbours_are_counted_by_system_then_by_owner_and_link_to_the_filtered_table()
    {
        var drawing = GraphSample.Draw(GraphSample.Many(500));
        var graph = DrawnGraph.Read(drawing);

        drawing.Drawn.ShouldBe(0);
        drawing.Columns.Select(c => c.Rows.Count).ShouldAllBe(c => c <= GraphRollUp.MostSystems + 1);
        drawing.Columns[0].Rows[^1].Label.ShouldStartWith("and ");
        graph.Links.ShouldContain(l => l.StartsWith("relations/?side=used-by&system=system%3Adefault%2Fsystem-", StringComparison.Ordinal));
        drawing.Columns.Sum(c => c.Rows.Sum(r => int.Parse(r.Words!.Split(' ')[0]))).ShouldBe(500);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(500)]
    [InlineData(5_000)]
    public void The_drawing_is_small_and_has_few_nodes(int count)
    {
        var drawing = GraphSample.Draw(GraphSample.Many(count));

        Encoding.UTF8.GetByteCount(drawing.Svg).ShouldBeLessThanOrEqualTo(EntityGraph.MostBytes);
        DrawnGraph.Read(drawing).Nodes.Count.ShouldBeLessThanOrEqualTo(GraphFolding.MostNodes + 1);
        drawing.Total.ShouldBe(count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(500)]
    public void The_same_relations_give_the_same_bytes_in_any_order(int count)
    {
        var relations = GraphSample.Many(count);
        var first = GraphSample.Draw(relations).Svg;

        var random = new Random(count);
        for (var i = 0; i < 5; i++)
        {
            GraphSample.Draw([.. relations.OrderBy(_ => random.Next())]).Svg.ShouldBe(first);
        }
    }

    [Fact]
    public void One_more_neighbour_moves_only_what_follows_it()
    {
        var relations = Enumerable.Range(0, 6).Select(i => GraphSample.Relation(i * 10, i % 2 == 0 ? "dependsOn" : "dependencyOf")).ToList();
        var before = DrawnGraph.Read(GraphSample.Draw(relations));
        var after = DrawnGraph.Read(GraphSample.Draw([.. relations, GraphSample.To(GraphSample.Entity(21, "component"), "dependsOn")]));

        foreach (var label in (string[])["service-0000", "service-0020", "service-0010", "service-0030", "service-0050", "Payments API"])
        {
            after.Node(label).ShouldBe(before.Node(label), label);
        }

        after.Node("service-0040").Y.ShouldBeGreaterThan(before.Node("service-0040").Y);
    }

    [Fact]
    public void A_neighbour_both_ways_is_one_node_on_the_right()
    {
        var other = GraphSample.Entity(1, "component");

        var drawing = GraphSample.Draw(GraphSample.To(other, "dependsOn"), GraphSample.To(other, "dependencyOf"), GraphSample.To(other, "consumesApi"));

        drawing.Total.ShouldBe(1);
        drawing.Columns[0].Rows.ShouldBeEmpty();
        drawing.Columns[1].Rows.ShouldHaveSingleItem().Words.ShouldBe("consumes, depends on; back: depends on");
        DrawnGraph.Read(drawing).Titles.ShouldContain("service-0001 (component:default/service-0001): consumes, depends on; back: depends on");
    }

    [Fact]
    public void A_relation_to_itself_is_a_mark_and_no_node()
    {
        var drawing = GraphSample.Draw(GraphSample.To(GraphSample.Subject, "dependsOn"));

        drawing.Total.ShouldBe(0);
        DrawnGraph.Read(drawing).Texts.Select(t => t.Name).ShouldContain("depends on itself");
    }

    [Fact]
    public void What_is_not_found_is_dashed_and_links_to_its_finding_and_what_is_stale_links_to_both()
    {
        var graph = DrawnGraph.Read(GraphSample.Draw(GraphSample.Relation(1, "dependsOn", GraphState.NotFound), GraphSample.Relation(2, "dependencyOf", GraphState.Stale)));

        graph.Links.ShouldBe(["../../../default/component/service-0002/", "#finding-2", "../../system/payments/", "../../../../owners/default/team-payments/", "#finding-1"]);
        graph.Texts.Select(t => t.Name).ShouldContain("not found");
        graph.Texts.Select(t => t.Name).ShouldContain("stale");
        graph.Svg.Descendants("rect").Count(r => r.Attribute("stroke-dasharray")?.Value == "4 3").ShouldBe(1);
    }

    [Fact]
    public void Relations_to_owner_and_system_are_no_edges()
    {
        RelationPlacement.Of("ownedBy", "group").ShouldBeNull();
        RelationPlacement.Of("partOf", "system").ShouldBeNull();
        RelationPlacement.Of("deployedTo", "resource").ShouldBe(new RelationPlacement(GraphDirection.Uses, "deployed to"));
    }

    [Fact]
    public void The_drawing_has_no_style_and_no_script()
    {
        var svg = DrawnGraph.Read(GraphSample.Draw(GraphSample.Many(50))).Svg;

        svg.DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct().ShouldBeSubsetOf(["svg", "defs", "pattern", "path", "rect", "text", "title", "a", "g"]);
        svg.DescendantsAndSelf().SelectMany(e => e.Attributes()).Select(a => a.Name.LocalName).ShouldNotContain(n => n == "style" || n.StartsWith("on", StringComparison.Ordinal));
    }
}
