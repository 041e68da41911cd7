using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>What becomes of entities when sources change: nothing goes, stays or wins without a word.</summary>
public sealed class StitchTests
{
    private const string Orders = "component:default/orders";

    private readonly BuiltCatalog _catalog = new();

    [Fact]
    public void Both_ends_of_a_relation_are_in_the_index()
    {
        _catalog.Build(Tree(("catalog-info.yaml", Documents(Component("orders"), Group("payments")))));

        Entry(Orders).AllRelations().ShouldBe([new NamedRelation("ownedBy", Ref("group:default/payments"))]);
        Entry("group:default/payments").AllRelations().ShouldBe([new NamedRelation("ownerOf", Ref(Orders))]);
        Findings(Orders).ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_to_nothing_is_a_finding_with_its_line_until_what_it_names_appears()
    {
        var component = ("catalog-info.yaml", Component("orders", more: "  dependsOn:\n    - resource:orders-db"));
        _catalog.Build(Tree(component, ("org.yaml", Group("payments"))));

        var finding = Findings(Orders).ShouldHaveSingleItem();
        (finding.Rule, finding.File, finding.Line).ShouldBe(("reference/unknown-dependency", "catalog-info.yaml", 10));
        finding.Message.ShouldContain("resource:default/orders-db");

        _catalog.Build(Tree(
            component,
            ("org.yaml", Group("payments")),
            ("db/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata:\n  name: orders-db\nspec:\n  type: database\n  owner: payments\n")));

        Findings(Orders).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Component", "subcomponentOf: storefront", "reference/unknown-component")]
    [InlineData("Component", "system: checkout", "reference/unknown-system")]
    [InlineData("API", "system: component:checkout", "reference/unknown-system")]
    [InlineData("System", "domain: commerce", "reference/unknown-domain")]
    [InlineData("Group", "members: [grace]", "reference/unknown-user")]
    [InlineData("User", "memberOf: [payments]", "reference/unknown-group")]
    public void A_reference_to_nothing_has_the_rule_of_its_field(string kind, string field, string rule)
    {
        _catalog.Build(Tree(("catalog-info.yaml", $"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: orders\nspec:\n"
            + $"  type: x\n  lifecycle: x\n  definition: x\n  owner: payments\n  children: []\n  {field}\n")));

        Findings($"{kind.ToLowerInvariant()}:default/orders").Select(f => f.Rule).Where(r => r != "reference/unknown-owner").ShouldBe([rule]);
    }

    [Fact]
    public void Of_two_definitions_the_one_of_the_first_source_counts_both_are_reported_and_the_other_takes_over()
    {
        var (first, second) = (Tree(("catalog-info.yaml", Component("orders", "payments"))), Tree(("z/catalog-info.yaml", Component("orders", "storefront"))));
        _catalog.Build([("one", first), ("two", second)]);

        Entry(Orders).Definitions.Select(d => d.Source).ShouldBe(["one", "two"]);
        Descriptor(Orders).ShouldContain("owner: payments");
        Findings(Orders).Where(f => f.Rule == "reference/defined-twice").Select(f => f.Source).ShouldBe(["one", "two"]);

        _catalog.Build([("one", Tree()), ("two", second)]);

        Descriptor(Orders).ShouldContain("owner: storefront");
        Entry(Orders).Definitions.Select(d => d.Source).ShouldBe(["two"]);
        Findings(Orders).ShouldNotContain(f => f.Rule == "reference/defined-twice");
        Entry("group:default/storefront").Incoming.ShouldBe([new NamedRelation("ownerOf", Ref(Orders))]);
        _catalog.Reader().Find(Ref("group:default/payments")).ShouldBeNull();
    }

    [Fact]
    public void A_source_that_is_declared_earlier_takes_a_ref_over()
    {
        var late = Tree(("catalog-info.yaml", Component("orders", "storefront")));
        _catalog.Build([("early", Tree()), ("late", late)]);

        _catalog.Build([("early", Tree(("catalog-info.yaml", Component("orders", "payments")))), ("late", late)]);

        Descriptor(Orders).ShouldContain("owner: payments");
        Entry(Orders).Definitions.Select(d => d.Source).ShouldBe(["early", "late"]);
    }

    [Fact]
    public void Within_one_file_the_last_document_counts()
    {
        _catalog.Build(Tree(("catalog-info.yaml", Documents(Component("orders", "payments"), Component("orders", "storefront")))));

        Descriptor(Orders).ShouldContain("owner: storefront");
        Entry(Orders).Definitions.Select(d => d.Document).ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec: {}\n")]
    [InlineData("kind: Component\n  metadata: [\n")]
    public void A_document_that_turns_invalid_leaves_the_last_good_entity_marked_with_the_commit(string broken)
    {
        _catalog.Build(Tree(("catalog-info.yaml", Component("orders"))), "c1");
        var good = Descriptor(Orders);

        _catalog.Build(Tree(("catalog-info.yaml", broken)), "c2");
        _catalog.Build(Tree(("catalog-info.yaml", broken + "\n# still at it\n")), "c3");

        Descriptor(Orders).ShouldBe(good);
        Entry(Orders).Definitions.ShouldHaveSingleItem().Stale.ShouldBe(new Staleness(StaleCause.Document, "The document is no longer valid.", "c2"));
        Findings(Orders).ShouldContain(f => f.Rule == "catalog/stale-entity");
        _catalog.Reader().Summary.Stale.ShouldBe(1);

        _catalog.Build(Tree(("catalog-info.yaml", Component("orders"))), "c4");

        Entry(Orders).Definitions.ShouldHaveSingleItem().Stale.ShouldBeNull();
        _catalog.Reader().Summary.Stale.ShouldBe(0);
    }

    [Fact]
    public void Of_a_definition_that_waits_nothing_is_kept_when_it_turns_invalid()
    {
        var good = InMemoryTree.Of(("catalog-info.yaml", Component("orders")));
        var broken = InMemoryTree.Of(("catalog-info.yaml", Component("orders").Replace("  type: service\n", "", StringComparison.Ordinal)));
        _catalog.Build([("a", good), ("b", good)], "c1");

        _catalog.Build([("a", good), ("b", broken)], "c2");

        Findings(Orders).ShouldNotContain(f => f.Rule == "catalog/stale-entity");
        _catalog.Reader().Summary.Stale.ShouldBe(0);

        _catalog.Build([("a", broken), ("b", broken)], "c3");

        Findings(Orders).Where(f => f.Rule == "catalog/stale-entity").ShouldHaveSingleItem().Source.ShouldBe("a");
        _catalog.Reader().Summary.Stale.ShouldBe(1);
    }

    [Theory]
    [InlineData("  annotations: {acme.io/team: a, acme.io/Team: b}\n")]
    [InlineData("  Namespace: x\n")]
    [InlineData("  links: [{url: 'https://a.example', Size: 1}, {url: 'https://b.example', size: 1}]\n")]
    public void An_entity_that_Backstage_accepts_and_never_shows_is_not_in_a_catalog_as_Backstage_has_it(string metadata)
    {
        var tree = Tree(
            ("catalog-info.yaml", Documents(Component("orders").Replace("spec:\n", metadata + "spec:\n", StringComparison.Ordinal), Component("checkout"))));
        var asBackstage = new BuiltCatalog { AsBackstage = true };

        asBackstage.Build(tree);
        _catalog.Build(tree);

        asBackstage.Reader().AllEntries().Where(e => e.Exists).Select(e => e.Ref.ToString()).ShouldBe(["component:default/checkout"]);
        asBackstage.Files.Keys.ShouldNotContain(p => p.Contains("orders", StringComparison.Ordinal));
        asBackstage.Reader().Find(new EntityRefs().Of("group:default/payments"))!.Incoming
            .Select(r => $"{r.Type} {r.Target}")
            .ShouldBe(["ownerOf component:default/checkout", "ownerOf component:default/orders"]);
        Entry(Orders).Exists.ShouldBeTrue();

        asBackstage.Build(Tree(("catalog-info.yaml", Component("checkout"))));

        asBackstage.Reader().Find(new EntityRefs().Of("group:default/payments"))!.Incoming
            .Select(r => $"{r.Type} {r.Target}")
            .ShouldBe(["ownerOf component:default/checkout"]);
        asBackstage.Reader().Find(new EntityRefs().Of(Orders)).ShouldBeNull();
    }

    [Fact]
    public void A_bad_document_costs_its_siblings_nothing()
    {
        _catalog.Build(Tree(("catalog-info.yaml", Documents(Component("orders"), "kind: Component\n  metadata: [", Component("checkout")))));

        Entry(Orders).Exists.ShouldBeTrue();
        Entry("component:default/checkout").Exists.ShouldBeTrue();
        _catalog.Reader().Findings(FileRecord.KeyOf("acme", "catalog-info.yaml")).ShouldContain(f => f.Rule == "catalog/yaml-syntax");
    }

    [Fact]
    public void What_is_deleted_is_removed_and_references_to_it_are_reported()
    {
        var consumer = ("checkout/catalog-info.yaml", Component("checkout", more: "  consumesApis: [orders-api]"));
        _catalog.Build(Tree(consumer, ("catalog-info.yaml", Documents(Component("orders"), Api("orders-api")))));
        _catalog.Build(Tree(consumer, ("catalog-info.yaml", Documents(Component("orders")))));

        _catalog.Files.Keys.ShouldNotContain(p => p.Contains("orders-api", StringComparison.Ordinal));
        Findings("component:default/checkout").ShouldContain(f => f.Rule == "reference/unknown-api" && f.File == "checkout/catalog-info.yaml" && f.Line == 9);
    }

    [Fact]
    public void A_source_that_cannot_be_read_keeps_its_entities_stale_until_it_can()
    {
        var tree = Tree(("catalog-info.yaml", Component("orders")));
        _catalog.Build([("acme", tree)], "c1");
        var before = _catalog.Files.ToDictionary();

        _catalog.Build([("acme", null)]);

        Entry(Orders).Definitions.ShouldHaveSingleItem().Stale.ShouldBe(new Staleness(StaleCause.Source, "it does not exist.", "c1"));
        _catalog.Reader().Findings("acme").ShouldContain(f => f.Rule == "catalog/source-unreadable");

        _catalog.Build([("acme", tree)], "c1");

        Same(_catalog.Files, before);
    }

    [Fact]
    public void Many_entities_that_would_go_at_once_wait_for_a_confirmation()
    {
        var files = Enumerable.Range(0, 60).Select(i => ($"s{i}/catalog-info.yaml", Component($"s{i}"))).ToArray();
        _catalog.Build(Tree(files), "c1");
        var few = Tree(files[..30]);

        _catalog.Build(few, "c2");

        Entry("component:default/s59").Definitions.ShouldHaveSingleItem().Stale!.Cause.ShouldBe(StaleCause.Removal);
        _catalog.Reader().Summary.Entities["component"].ShouldBe(60);
        _catalog.Reader()
            .Findings("acme")
            .ShouldContain(f => f.Rule == "catalog/removal-waits" && f.Message.Contains("--confirm-removal acme", StringComparison.Ordinal));

        _catalog.Build(few, "c3");
        Entry("component:default/s59").Definitions.ShouldHaveSingleItem().Stale!.Since.ShouldBe("c2");

        _catalog.Confirmed.Add("acme");
        _catalog.Build(few, "c3");

        var scratch = new BuiltCatalog();
        scratch.Build(few, "c3");
        Same(_catalog.Files, scratch.Files);
    }

    [Fact]
    public void Entities_that_wait_and_come_back_are_as_before()
    {
        var files = Enumerable.Range(0, 60).Select(i => ($"s{i}/catalog-info.yaml", Component($"s{i}"))).ToArray();
        _catalog.Build(Tree(files), "c1");
        var before = _catalog.Files.ToDictionary();

        _catalog.Build(Tree(files[..30]), "c2");
        _catalog.Build(Tree(files), "c1");

        Same(_catalog.Files, before);
    }

    [Fact]
    public void Twenty_entities_may_be_removed_without_a_confirmation()
    {
        var files = Enumerable.Range(0, 30).Select(i => ($"s{i}/catalog-info.yaml", Component($"s{i}"))).ToArray();
        _catalog.Build(Tree(files));

        _catalog.Build(Tree(files[..10]));

        _catalog.Reader().Summary.Entities["component"].ShouldBe(10);
    }

    [Fact]
    public void Files_that_move_are_no_removal()
    {
        var files = Enumerable.Range(0, 60).Select(i => ($"s{i}/catalog-info.yaml", Component($"s{i}"))).ToArray();
        _catalog.Build(Tree(files));

        _catalog.Build(Tree([.. files.Select(f => ("services/" + f.Item1, f.Item2))]));

        _catalog.Reader().Summary.Stale.ShouldBe(0);
        _catalog.Reader().Summary.Entities["component"].ShouldBe(60);
    }

    [Fact]
    public void A_source_that_is_declared_no_more_goes_with_its_entities()
    {
        var one = Tree(("catalog-info.yaml", Component("orders")));
        _catalog.Build([("one", one), ("two", Tree(("catalog-info.yaml", Component("checkout"))))]);

        _catalog.Build([("one", one)]);

        var scratch = new BuiltCatalog();
        scratch.Build([("one", one)]);
        Same(_catalog.Files, scratch.Files);
    }

    [Fact]
    public void Building_again_from_the_same_writes_nothing()
    {
        var tree = Tree(("catalog-info.yaml", Documents(Component("orders"), Group("payments"))));
        _catalog.Build(tree, "c1");

        _catalog.Build(tree, "c1");

        _catalog.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void One_change_of_an_owner_writes_a_few_small_files()
    {
        var files = Enumerable.Range(0, 200)
            .Select(i => ($"s{i}/catalog-info.yaml", Component($"s{i}", $"team-{i % 10}")))
            .Append(("org.yaml", Documents([.. Enumerable.Range(0, 10).Select(i => Group($"team-{i}"))])))
            .ToArray();
        _catalog.Build(Tree(files), "c1");

        files[7] = (files[7].Item1, Component("s7", "team-3"));
        _catalog.Build(Tree(files), "c2");

        _catalog.Changes.Count.ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public void A_shard_that_was_changed_by_hand_is_noticed()
    {
        _catalog.Build(Tree(("catalog-info.yaml", Component("orders"))));
        var shard = _catalog.Files.Keys.First(p => p.StartsWith("index/", StringComparison.Ordinal));
        _catalog.Files[shard] = "{}\n"u8.ToArray();

        Should.Throw<ArtifactException>(() => _catalog.Reader().AllEntries().ToList()).Message.ShouldContain(shard);
    }

    internal static void Same(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> actual, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> expected)
    {
        actual.Keys.Order(StringComparer.Ordinal).ShouldBe(expected.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, bytes) in expected)
        {
            System.Text.Encoding.UTF8.GetString(actual[path].Span).ShouldBe(System.Text.Encoding.UTF8.GetString(bytes.Span), path);
        }
    }

    private static InMemoryTree Tree(params (string Path, string Text)[] files) => InMemoryTree.Of(files);

    private static EntityRef Ref(string text) => new EntityRefs().Of(text);

    private IndexEntry Entry(string reference) => _catalog.Reader().Find(Ref(reference)).ShouldNotBeNull();

    private string Descriptor(string reference) => System.Text.Encoding.UTF8.GetString(_catalog.Reader().Descriptor(Ref(reference)).ShouldNotBeNull().Span);

    private IReadOnlyList<RecordedFinding> Findings(string reference) => _catalog.Reader().Findings(reference);
}
