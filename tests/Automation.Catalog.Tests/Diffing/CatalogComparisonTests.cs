using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Diffing.Diffed;

namespace Automation.Catalog.Tests.Diffing;

/// <summary>Each sort of difference between two catalogs.</summary>
public sealed class CatalogComparisonTests
{
    [Fact]
    public void An_entity_comes_and_another_goes()
    {
        var diff = Between(Group("team-a") + Component("a"), Group("team-a") + Component("b"));

        diff.Added.Select(e => $"{e.Ref} {e.Owner}").ShouldBe(["component:default/b group:default/team-a"]);
        diff.Removed.Select(e => $"{e.Ref}").ShouldBe(["component:default/a"]);
        diff.Changed.ShouldBeEmpty();
        diff.Impacts.ShouldBeEmpty();
    }

    [Fact]
    public void A_value_is_compared_field_by_field()
    {
        var diff = Between(
            Entity("Component", "a", "  type: service\n  lifecycle: production\n  owner: team-a\n", "  title: A\n  labels: {tier: '1'}\n"),
            Entity("Component", "a", "  type: website\n  lifecycle: production\n  owner: team-a\n", "  labels: {tier: '1', data: secret}\n"));

        diff.Changed.ShouldHaveSingleItem().Fields.ShouldBe([
            new FieldChange("/metadata/title", "A", null),
            new FieldChange("/metadata/labels/data", null, "secret"),
            new FieldChange("/spec/type", "service", "website")]);
    }

    [Fact]
    public void Items_of_a_list_come_and_go_wherever_they_stand()
    {
        var diff = Between(
            Entity("Component", "a", "  type: service\n  lifecycle: production\n  owner: team-a\n", "  tags: [x, y, z]\n"),
            Entity("Component", "a", "  type: service\n  lifecycle: production\n  owner: team-a\n", "  tags: [w, x, z]\n"));

        diff.Changed.ShouldHaveSingleItem().Fields.ShouldBe([new FieldChange("/metadata/tags", "y", null), new FieldChange("/metadata/tags", null, "w")]);
    }

    [Fact]
    public void Another_order_is_one_change()
    {
        var diff = Between(
            Entity("Component", "a", "  type: service\n  lifecycle: production\n  owner: team-a\n", "  tags: [x, y]\n"),
            Entity("Component", "a", "  type: service\n  lifecycle: production\n  owner: team-a\n", "  tags: [y, x]\n"));

        diff.Changed.ShouldHaveSingleItem().Fields.ShouldBe([new FieldChange("/metadata/tags", """["x","y"]""", """["y","x"]""")]);
    }

    [Fact]
    public void Items_that_are_maps_are_compared_one_by_one()
    {
        var diff = Between(
            Entity("Component", "a", "  type: service\n  lifecycle: production\n  owner: team-a\n", "  links: [{url: 'https://a.example', title: A}]\n"),
            Entity("Component", "a", "  type: service\n  lifecycle: production\n  owner: team-a\n", "  links: [{url: 'https://b.example', title: A}]\n"));

        diff.Changed.ShouldHaveSingleItem().Fields.ShouldBe([new FieldChange("/metadata/links/0/url", "https://a.example", "https://b.example")]);
    }

    [Fact]
    public void A_number_that_becomes_text_reads_otherwise() =>
        Between(Component("a", "  x: 1\n"), Component("a", "  x: '1'\n")).Changed
            .ShouldHaveSingleItem().Fields
            .ShouldBe([new FieldChange("/spec/x", "1", "\"1\"")]);

    [Fact]
    public void A_name_with_a_slash_is_escaped_in_its_pointer() =>
        Between(Component("a", "  'x/y~z': 1\n"), Component("a", "  'x/y~z': 2\n")).Changed
            .ShouldHaveSingleItem().Fields
            .ShouldBe([new FieldChange("/spec/x~1y~0z", "1", "2")]);

    [Fact]
    public void Of_long_texts_the_part_that_differs_is_shown()
    {
        var text = new string('x', 1_000);

        var field = Between(Component("a", $"  x: {text}-old-{text}\n"), Component("a", $"  x: {text}-new-{text}\n")).Changed
            .ShouldHaveSingleItem().Fields
            .ShouldHaveSingleItem();

        field.Old!.ShouldStartWith("…xxx");
        field.Old!.ShouldContain("-old-");
        field.New!.ShouldContain("-new-");
        field.New!.Length.ShouldBeLessThanOrEqualTo(FieldText.Longest + 2);
    }

    [Fact]
    public void A_secret_is_not_passed_on()
    {
        var field = Between(Component("a", "  x: none\n"), Component("a", "  x: ghp_0123456789abcdefghijABCDEFGHIJ012345\n")).Changed
            .ShouldHaveSingleItem().Fields
            .ShouldHaveSingleItem();

        field.New!.ShouldNotContain("0123456789abcdefghij");
    }

    [Fact]
    public void More_fields_than_anybody_reads_are_counted()
    {
        static string Of(int value) => Component("a", string.Concat(Enumerable.Range(0, 150).Select(i => $"  x{i}: {value}\n")));

        var changed = Between(Of(1), Of(2)).Changed.ShouldHaveSingleItem();

        (changed.Fields.Count, changed.MoreFields).ShouldBe((100, 50));
    }

    [Fact]
    public void A_relation_appears_and_ends()
    {
        var diff = Between(Api("p") + Api("q") + Component("a", "  consumesApis: [p]\n"), Api("p") + Api("q") + Component("a", "  consumesApis: [q]\n"));

        diff.Relations.Select(r => r.Line())
            .ShouldBe(["component:default/a consumesApi api:default/p: Leads Absent", "component:default/a consumesApi api:default/q: Absent Leads"]);
    }

    [Fact]
    public void A_relation_breaks_though_its_own_file_did_not_change()
    {
        var consumer = InMemoryTree.Of((FileName, Component("a", "  consumesApis: [p]\n", "team-b")));

        var diff = Between(
            [("one", consumer), ("two", InMemoryTree.Of((FileName, Api("p"))))], [("one", consumer), ("two", InMemoryTree.Of((FileName, Api("q"))))]);

        var broken = diff.Relations.Single(r => r.Breaks && r.Type == "consumesApi");
        broken.Line().ShouldBe("component:default/a consumesApi api:default/p: Leads Dangles");
        (broken.Holder.Owner!.ToString(), broken.Holder.Place.Source, broken.Line).ShouldBe(("group:default/team-b", "one", 10));
        diff.NewFindings.Select(f => f.Rule).ShouldContain("reference/unknown-api");
    }

    [Fact]
    public void A_relation_is_repaired_when_what_it_names_comes()
    {
        var diff = Between(Component("a", "  consumesApis: [p]\n"), Component("a", "  consumesApis: [p]\n") + Api("p"));

        diff.Relations.Where(r => r.IsRepaired).Select(r => r.Line()).ShouldBe(["component:default/a consumesApi api:default/p: Dangles Leads"]);
        diff.GoneFindings.Select(f => f.Rule).ShouldContain("reference/unknown-api");
    }

    [Fact]
    public void A_relation_that_ends_because_its_own_entity_is_removed_is_not_repaired() =>
        Between(Component("a", "  consumesApis: [p]\n") + Api("q"), Api("q")).Relations.ShouldNotContain(r => r.IsRepaired);

    [Fact]
    public void A_removed_reference_that_was_broken_is_repaired() =>
        Between(Component("a", "  consumesApis: [p]\n"), Component("a")).Relations
            .Where(r => r.IsRepaired)
            .Select(r => r.Line())
            .ShouldBe(["component:default/a consumesApi api:default/p: Dangles Absent"]);

    [Fact]
    public void An_entity_with_another_name_in_the_same_document_is_renamed()
    {
        var diff = Between(Group("a") + Component("x", owner: "a"), Group("b") + Component("x", owner: "a"));

        Names(diff).ShouldBe(["group:default/a group:default/b"]);
        diff.Removed.ShouldHaveSingleItem();
        diff.Added.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_entity_whose_document_moves_within_the_file_is_unchanged() =>
        Names(Between(Component("x") + Component("y", "  system: s\n"), Component("z", "  system: s\n") + Group("g"))).ShouldBe([
            "component:default/y component:default/z",
        ]);

    [Fact]
    public void An_entity_of_another_kind_or_another_file_is_not()
    {
        Names(Between(Group("a"), Api("a"))).ShouldBeEmpty();
        Names(Between([("acme", InMemoryTree.Of(("a/" + FileName, Group("a"))))], [("acme", InMemoryTree.Of(("b/" + FileName, Group("b"))))])).ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_that_led_nowhere_is_not_broken_by_the_new_name_of_its_entity() =>
        Between(Component("a", "  consumesApis: [p]\n"), Component("b", "  consumesApis: [p]\n")).Relations.ShouldNotContain(r => r.Breaks || r.IsRepaired);

    private static IEnumerable<string> Names(CatalogDiff diff) => diff.Renamed.Select(r => $"{r.From.Ref} {r.To.Ref}");

    [Fact]
    public void A_new_relation_may_lead_nowhere_from_the_start() =>
        Between(Component("a"), Component("a", "  consumesApis: [p]\n")).Relations
            .Select(r => r.Line())
            .ShouldBe(["component:default/a consumesApi api:default/p: Absent Dangles"]);

    [Fact]
    public void An_entity_goes_to_another_owner()
    {
        var move = Between(Component("a"), Component("a", owner: "user:grace")).Owners.ShouldHaveSingleItem();

        (move.Entity.Ref.ToString(), move.From!.ToString(), move.To!.ToString()).ShouldBe(
            ("component:default/a", "group:default/team-a", "user:default/grace"));
    }

    [Fact]
    public void A_file_that_moved_is_no_change_of_what_it_says()
    {
        var diff = Between([("acme", InMemoryTree.Of(("a/" + FileName, Component("a"))))], [("acme", InMemoryTree.Of(("b/" + FileName, Component("a"))))]);

        var changed = diff.Changed.ShouldHaveSingleItem();
        changed.Fields.ShouldBeEmpty();
        (changed.MovedFrom!.File, changed.Entity.Place.File).ShouldBe(("a/catalog-info.yaml", "b/catalog-info.yaml"));
        diff.Winners.ShouldBeEmpty();
    }

    [Fact]
    public void A_definition_that_waited_counts_when_the_other_goes()
    {
        var waiting = InMemoryTree.Of((FileName, Component("a", owner: "team-b")));

        var diff = Between(
            [("one", InMemoryTree.Of((FileName, Component("a") + Component("b")))), ("two", waiting)],
            [("one", InMemoryTree.Of((FileName, Component("b")))), ("two", waiting)]);

        var winner = diff.Winners.ShouldHaveSingleItem();
        (winner.From.Source, winner.To.Source).ShouldBe(("one", "two"));
        diff.Owners.ShouldHaveSingleItem().To!.Name.ShouldBe("team-b");
        diff.Removed.ShouldBeEmpty();
    }

    [Fact]
    public void An_entity_turns_stale_and_is_repaired()
    {
        var (good, bad) = (Component("a"), Component("a").Replace("type: service", "type: []", StringComparison.Ordinal));

        var worse = Between(good, bad).Stale.ShouldHaveSingleItem();
        var catalog = new Stitching.BuiltCatalog();
        catalog.Build(InMemoryTree.Of((FileName, good)));
        catalog.Build(InMemoryTree.Of((FileName, bad)));
        var stale = catalog.Reader();
        catalog.Build(InMemoryTree.Of((FileName, good)));
        var better = CatalogComparison.Run(stale, catalog.Reader(), TestContext.Current.CancellationToken).Stale.ShouldHaveSingleItem();

        (worse.Before, worse.After!.Cause).ShouldBe((null, StaleCause.Document));
        (better.Before!.Cause, better.After).ShouldBe((StaleCause.Document, null));
    }

    [Fact]
    public void A_line_written_above_changes_nothing()
    {
        var twice = Component("a") + Component("a");

        Between(twice, "# A comment\n\n" + twice).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_catalog_does_not_differ_from_itself()
    {
        var (_, after) = Built([], [("acme", InMemoryTree.Of((FileName, Component("a", "  consumesApis: [p]\n") + Component("a"))))]);

        CatalogComparison.Run(after, after, TestContext.Current.CancellationToken).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void An_empty_catalog_may_be_compared()
    {
        var (before, after) = Built([], [("acme", InMemoryTree.Of((FileName, Component("a") + Group("team-a"))))]);

        CatalogComparison.Run(before, after, TestContext.Current.CancellationToken).Added.Count.ShouldBe(2);
        CatalogComparison.Run(after, before, TestContext.Current.CancellationToken).Removed.Count.ShouldBe(2);
    }
}
