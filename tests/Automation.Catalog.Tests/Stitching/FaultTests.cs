using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Yaml.Nodes;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>An error in the program costs the file that it was met in.</summary>
public sealed class FaultTests
{
    private readonly FaultyProcessor _faulty = new();
    private readonly BuiltCatalog _catalog;

    public FaultTests() => _catalog = new BuiltCatalog { Processors = [_faulty] };

    [Fact]
    public void Other_files_are_built_and_the_file_keeps_its_last_good_entities()
    {
        _catalog.Build(Tree(("a/catalog-info.yaml", Component("orders")), ("b/catalog-info.yaml", Component("checkout"))));

        _faulty.Path = "a/catalog-info.yaml";
        _catalog.Build(Tree(("a/catalog-info.yaml", Component("renamed")), ("b/catalog-info.yaml", Component("basket"))));

        Entity("orders").ShouldNotBeNull().Definitions[0].Stale.ShouldNotBeNull();
        Entity("basket").ShouldNotBeNull();
        var finding = _catalog.Reader().Findings(FileRecord.KeyOf("acme", "a/catalog-info.yaml")).ShouldHaveSingleItem();
        finding.Rule.ShouldBe("catalog/not-validated");
        finding.Message.ShouldContain("InvalidCastException");
    }

    [Fact]
    public void The_file_is_read_again_in_the_next_build()
    {
        _faulty.Path = "catalog-info.yaml";
        _catalog.Build(Tree(("catalog-info.yaml", Component("orders"))));

        _faulty.Path = "";
        _catalog.Build(Tree(("catalog-info.yaml", Component("orders"))));

        Entity("orders").ShouldNotBeNull();
    }

    [Fact]
    public void A_file_that_makes_the_stitching_fail_costs_itself_too()
    {
        _catalog.Build(Tree(("a/catalog-info.yaml", Component("orders")), ("b/catalog-info.yaml", Component("checkout"))));

        // What no reading gives: an entity without a ref.
        _catalog.Changing = file =>
            file.Path != "b/catalog-info.yaml"
                ? file
                : file with { Documents = [.. file.Documents.Select(d => d with { Entity = d.Entity! with { Ref = null! } })] };
        _catalog.Build(Tree(
            ("a/catalog-info.yaml", Component("renamed")), ("b/catalog-info.yaml", Component("basket")), ("c/catalog-info.yaml", Component("stock"))));

        Entity("renamed").ShouldNotBeNull();
        Entity("stock").ShouldNotBeNull();
        Entity("checkout").ShouldNotBeNull().Definitions[0].Stale.ShouldNotBeNull();
        _catalog.Reader().Findings(FileRecord.KeyOf("acme", "b/catalog-info.yaml")).ShouldHaveSingleItem().Rule.ShouldBe("catalog/not-validated");
    }

    [Fact]
    public void What_fails_whichever_files_are_left_out_is_no_file_s_fault()
    {
        _catalog.Changing = file => file with { Path = null! };

        Should.Throw<InvalidOperationException>(
            () => _catalog.Build(Tree(("a/catalog-info.yaml", Component("orders")), ("b/catalog-info.yaml", Component("checkout")))));
    }

    private IndexEntry? Entity(string name) => _catalog.Reader().Find(new EntityRef("component", "default", name));

    private static InMemoryTree Tree(params (string Path, string Text)[] files) => InMemoryTree.Of(files);

    private sealed class FaultyProcessor : IDescriptorProcessor
    {
        public string Path { get; set; } = "";

        public Completion Complete(YamlMapping document, string path) => path == Path ? throw new InvalidCastException() : new Completion(document);
    }
}
