using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Where descriptors come from, and what is read with them.</summary>
public sealed class IngestTests
{
    private readonly BuiltCatalog _catalog = new();

    [Fact]
    public void A_Location_is_followed_by_path_and_by_pattern_and_each_target_that_is_missing_is_reported()
    {
        _catalog.Build(Tree(
            ("catalog-info.yaml", Location("./teams.yaml", "services/*.yaml", "./gone.yaml", "none-*.yaml")),
            ("teams.yaml", Group("payments")),
            ("services/orders.yaml", Component("orders")),
            ("services/checkout.yaml", Component("checkout")),
            ("other.yaml", Component("other"))));

        Refs().ShouldBe(["component:default/checkout", "component:default/orders", "group:default/payments", "location:default/all"]);
        Findings("catalog-info.yaml").Where(f => f.Rule == "reference/missing-target").Select(f => f.Message).ShouldBe(
        [
            "No file matches 'none-*.yaml', read from the root as 'none-*.yaml'.",
            "There is no file 'gone.yaml' in the repository; the entities of the target are missing.",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Locations_that_lead_to_each_other_end()
    {
        _catalog.Build(Tree(
            ("catalog-info.yaml", Location("./a.yaml", "./catalog-info.yaml")),
            ("a.yaml", Documents(Location("./catalog-info.yaml").Replace("name: all", "name: back", StringComparison.Ordinal), Component("orders")))));

        Refs().ShouldBe(["component:default/orders", "location:default/all", "location:default/back"]);
    }

    [Fact]
    public void One_bad_target_costs_that_target_only()
    {
        _catalog.Build(Tree(
            ("catalog-info.yaml", Location("./good.yaml", "./bad.yaml")),
            ("good.yaml", Component("orders")),
            ("bad.yaml", "kind: [\n")));

        Refs().ShouldContain("component:default/orders");
        Findings("bad.yaml").ShouldContain(f => f.Rule == "catalog/yaml-syntax");
    }

    [Fact]
    public void What_a_Location_leads_to_no_more_goes()
    {
        _catalog.Build(Tree(("catalog-info.yaml", Location("./a.yaml", "./b.yaml")), ("a.yaml", Component("a")), ("b.yaml", Component("b"))));

        _catalog.Build(Tree(("catalog-info.yaml", Location("./b.yaml")), ("a.yaml", Component("a")), ("b.yaml", Component("b"))));

        Refs().ShouldBe(["component:default/b", "location:default/all"]);
    }

    [Fact]
    public void A_Location_is_not_among_what_Backstage_is_led_to()
    {
        _catalog.Build(Tree(("catalog-info.yaml", Location("./a.yaml")), ("a.yaml", Component("a"))));

        var led = string.Concat(_catalog.Files.Where(f => f.Key.StartsWith("locations/", StringComparison.Ordinal)).Select(f => Text(f.Key)));
        led.ShouldContain("default.a.yaml");
        led.ShouldNotContain("default.all.yaml");
    }

    [Fact]
    public void Placeholders_hold_what_the_files_hold_and_a_change_of_such_a_file_is_a_change_of_the_entity()
    {
        var descriptors =
            ("apis/catalog-info.yaml",
                Documents(
                    Api("text", "{$text: ./openapi.yaml}"),
                    Api("json", "none").Replace(
                        "  name: json\n",
                        "  name: json\n  annotations:\n    a.b/c: x\n  x-more: {$json: /more.json}\n  x-list: {$yaml: ./list.yaml}\n",
                        StringComparison.Ordinal)));
        _catalog.Build(Tree(
            descriptors, ("apis/openapi.yaml", "openapi: 3.1.0\n"), ("more.json", "{\"a\": [1, true, null, \"ü\"]}"), ("apis/list.yaml", "- a\n- b: 2\n")));

        Text(ArtifactPaths.Entity(new EntityRefs().Of("api:default/text"))).ShouldContain("definition: |\n    openapi: 3.1.0\n");
        Text(ArtifactPaths.Entity(new EntityRefs().Of("api:default/json"))).ShouldContain(
            "x-more:\n    a:\n      - 1\n      - true\n      - null\n      - \"ü\"\n  x-list:\n    - a\n    - b: 2\n");
        _catalog.Reader().File("acme", "apis/openapi.yaml").ShouldNotBeNull().ReadBy.ShouldBe(["apis/catalog-info.yaml"]);

        _catalog.Build(Tree(
            descriptors, ("apis/openapi.yaml", "openapi: 3.2.0\n"), ("more.json", "{\"a\": [1, true, null, \"ü\"]}"), ("apis/list.yaml", "- a\n- b: 2\n")));

        Text(ArtifactPaths.Entity(new EntityRefs().Of("api:default/text"))).ShouldContain("3.2.0");
    }

    [Theory]
    [InlineData("{$text: ./gone.yaml}", "There is no file 'gone.yaml' in the repository")]
    [InlineData("{$text: ../../etc/passwd}", "points outside the repository")]
    [InlineData("{$json: ./two.yaml}", "'two.yaml' is not JSON")]
    [InlineData("{$yaml: ./two.yaml}", "'two.yaml' is not a file with one YAML document")]
    public void An_unreadable_placeholder_keeps_the_entity_out_and_reports_why(string placeholder, string message)
    {
        _catalog.Build(Tree(("catalog-info.yaml", Documents(Api("bad", placeholder), Component("orders"))), ("two.yaml", "a: 1\n---\nb: 2\n")));

        Refs().ShouldBe(["component:default/orders"]);
        Findings("catalog-info.yaml").ShouldContain(f => f.Message.Contains(message, StringComparison.Ordinal) && f.Line == 9);
    }

    [Fact]
    public void A_placeholder_with_a_URL_stays_as_it_is_and_nothing_is_fetched()
    {
        _catalog.Build(Tree(("catalog-info.yaml", Api("remote", "{$text: 'https://specs.acme.example/orders.yaml'}"))));

        Text(ArtifactPaths.Entity(new EntityRefs().Of("api:default/remote"))).ShouldContain(
            "definition:\n    \"$text\": https://specs.acme.example/orders.yaml\n");
    }

    [Fact]
    public void Configuration_makes_relations_of_annotations_which_only_the_index_has()
    {
        var catalog = new BuiltCatalog
        {
            Processors = [new AnnotationRelations("acme.example/runs-on", "runsOn", "resource")],
            ExtraRelations = new Dictionary<string, string> { ["runsOn"] = "runs", ["runs"] = "runsOn" },
        };
        var component = Component("orders").Replace(
            "  name: orders\n", "  name: orders\n  annotations:\n    acme.example/runs-on: cluster, platform/other\n", StringComparison.Ordinal);
        catalog.Build(InMemoryTree.Of(("catalog-info.yaml", component)));

        catalog.Reader()
            .Find(new EntityRefs().Of("resource:default/cluster"))
            .ShouldNotBeNull().Incoming
            .ShouldBe([new NamedRelation("runs", new EntityRefs().Of("component:default/orders"))]);
        catalog.Reader().Findings("component:default/orders").ShouldNotContain(f => f.Message.Contains("cluster", StringComparison.Ordinal));

        catalog.Build(InMemoryTree.Of());

        catalog.Reader().AllEntries().ShouldBeEmpty();
    }

    [Fact]
    public void Entities_of_a_repository_have_view_and_edit_links()
    {
        var catalog = new BuiltCatalog { Annotations = LocationAnnotations.OfRepository(RepositorySlug.Parse("acme/shop")!, "main") };
        catalog.Build(InMemoryTree.Of(("services/orders/catalog-info.yaml", Component("orders"))));

        System.Text.Encoding.UTF8.GetString(catalog.Files[ArtifactPaths.Entity(new EntityRefs().Of("component:default/orders"))].Span).ShouldContain(
            """
              annotations:
                backstage.io/managed-by-location: url:https://github.com/acme/shop/blob/main/services/orders/catalog-info.yaml
                backstage.io/managed-by-origin-location: url:https://github.com/acme/shop/blob/main/services/orders/catalog-info.yaml
                backstage.io/edit-url: https://github.com/acme/shop/edit/main/services/orders/catalog-info.yaml
                backstage.io/source-location: url:https://github.com/acme/shop/tree/main/services/orders/
                backstage.io/view-url: https://github.com/acme/shop/blob/main/services/orders/catalog-info.yaml
                github.com/project-slug: acme/shop
            """);
    }

    private static InMemoryTree Tree(params (string Path, string Text)[] files) => InMemoryTree.Of(files);

    private List<string> Refs() => [.. _catalog.Reader().AllEntries().Where(e => e.Exists).Select(e => e.Ref.ToString()).Order(StringComparer.Ordinal)];

    private IReadOnlyList<RecordedFinding> Findings(string file) => _catalog.Reader().Findings(FileRecord.KeyOf("acme", file));

    private string Text(string path) => System.Text.Encoding.UTF8.GetString(_catalog.Files[path].Span);
}
