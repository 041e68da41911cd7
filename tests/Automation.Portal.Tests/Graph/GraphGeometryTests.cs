using System.Text;
using Automation.Portal.Graph;
using CsCheck;

namespace Automation.Portal.Tests.Graph;

/// <summary>Nothing in a drawing lies on something else, whatever the names are.</summary>
public sealed class GraphGeometryTests
{
    private static readonly string[] Names =
    [
        "payments", "a-very-long-name-of-a-component-that-nobody-can-read-in-one-line-or-in-two-lines", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "i",
        "支付服务支付服务支付服务支付服务支付服务支付服务", "Orders & <b>billing</b> \"quoted\" 'single'", "﷽﷽﷽﷽﷽﷽", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\u202Eevil",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "x y z x y z x y z x y z x y z x y z x y z", "\uD800", new('&', 5_000), "",
    ];

    private static readonly string[] Types = ["dependsOn", "dependencyOf", "consumesApi", "providesApi", "apiConsumedBy", "aRelationOfOurOwnWithAVeryLongNameIndeed"];

    private static readonly string[] Kinds = ["component", "api", "a-kind-of-our-own-with-a-very-long-name-indeed"];

    private static readonly Gen<GraphRelation> Relations =
        from i in Gen.Int[0, 60]
        from name in AnyOf(Names)
        from type in AnyOf(Types)
        from state in Gen.Enum<GraphState>()
        from kind in AnyOf(Kinds)
        select GraphSample.To(
            new GraphEntity($"{kind}:default/{i}", kind, name) { Href = $"../{i}/", State = state, FindingHref = "#f", System = new GraphLink(name, "x/"), Owner = new GraphLink(name, null) },
            type);

    [Fact]
    public void No_node_overlaps_another_and_no_text_leaves_its_node() =>
        Gen.Select(Relations.List[0, 130], AnyOf(Names)).Sample(
            (relations, title) =>
                ShouldBeTidy(EntityGraph.Draw(GraphSample.Subject with { Title = title, Owner = new GraphLink(title, null) }, relations, GraphSample.Table)),
            iter: 150);

    [Fact]
    public void Nor_in_the_drawing_of_a_system() =>
        Gen.Select(Relations.List[0, 130], Relations.List[0, 40]).Sample(
            (relations, members) => ShouldBeTidy(
                SystemGraph.Draw(
                    new GraphEntity("system:default/s", "system", "S"), [.. members.Select(m => m.Other).DistinctBy(m => m.Ref)], relations, GraphSample.Table, "members/")),
            iter: 100);

    [Fact]
    public void The_order_of_the_input_makes_no_difference() =>
        Relations.List[0, 130].Sample(
            relations => EntityGraph.Draw(GraphSample.Subject, [.. relations.AsEnumerable().Reverse()], GraphSample.Table).Svg
                == EntityGraph.Draw(GraphSample.Subject, relations, GraphSample.Table).Svg,
            iter: 100);

    private static Gen<string> AnyOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void ShouldBeTidy(GraphDrawing drawing)
    {
        Encoding.UTF8.GetByteCount(drawing.Svg).ShouldBeLessThanOrEqualTo(EntityGraph.MostBytes);
        var graph = DrawnGraph.Read(drawing);
        var (nodes, texts) = (graph.Nodes, graph.Texts);
        for (var i = 0; i < nodes.Count; i++)
        {
            graph.Page.Contains(nodes[i]).ShouldBeTrue();
            nodes[i].Height.ShouldBeGreaterThanOrEqualTo(24);
            nodes.Skip(i + 1).ShouldNotContain(n => n.Overlaps(nodes[i]));
        }

        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i];
            graph.Page.Contains(text).ShouldBeTrue(text.ToString());
            text.FontSize.ShouldBeGreaterThanOrEqualTo(12);
            nodes.Where(n => n.Overlaps(text)).ShouldAllBe(n => n.Contains(text), text.ToString());
            texts.Skip(i + 1).Where(t => t.Overlaps(text)).ShouldBeEmpty(text.ToString());
        }
    }
}
