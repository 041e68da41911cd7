using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>With the same files a real Backstage ended with the same entities (its Locations of configured files aside).</summary>
public sealed class AllOrNoneTests
{
    private const string Missing = "./t/none.yaml";

    [Theory]
    [InlineData("every target is there", "root good inner good2", "./t/good.yaml", "./t/inner.yaml")]
    [InlineData("one is missing", "", "./t/good.yaml", Missing)]
    [InlineData("one is not YAML", "", "./t/good.yaml", "./t/broken.yaml")]
    [InlineData("one has no name", "", "./t/good.yaml", "./t/nameless.yaml")]
    [InlineData("one is a list", "", "./t/good.yaml", "./t/list.yaml")]
    [InlineData("one is of a kind nobody knows", "", "./t/good.yaml", "./t/widget.yaml")]
    [InlineData("one has a good document and a bad one", "", "./t/good.yaml", "./t/both.yaml")]
    [InlineData("a pattern matches nothing", "", "./t/g*.yaml", "./t/zzz*.yaml")]
    [InlineData("one is not valid in its spec: that entity only", "root good", "./t/good.yaml", "./t/unowned.yaml")]
    [InlineData("one is empty", "root good", "./t/good.yaml", "./t/empty.yaml")]
    [InlineData("one is there twice", "root good", "./t/good.yaml", "./t/good.yaml")]
    [InlineData("the inner one fails", "root good", "./t/good.yaml", "./t/failing.yaml")]
    public void A_Location_is_taken_as_a_whole_or_not_at_all(string because, string kept, params string[] targets) =>
        Refs(Location("root", targets)).ShouldBe(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true, because);

    [Fact]
    public void What_is_missing_does_not_matter_where_it_is_optional() =>
        Refs(Location("root", ["./t/good.yaml", Missing]) + "  presence: optional\n").ShouldBe(["root", "good"], ignoreOrder: true);

    [Fact]
    public void Of_two_in_one_file_each_stands_for_itself() =>
        Refs(Documents(Location("first", [Missing]), Location("second", ["./t/good.yaml"]), Component("third"))).ShouldBe(
            ["second", "third", "good"], ignoreOrder: true);

    [Fact]
    public void What_others_lead_to_as_well_stays() =>
        Refs(Documents(Location("first", ["./t/good.yaml", Missing]), Location("second", ["./t/good.yaml"]))).ShouldBe(["second", "good"], ignoreOrder: true);

    private static IEnumerable<string> Refs(string root)
    {
        var catalog = new BuiltCatalog { AsBackstage = true };
        catalog.Build(InMemoryTree.Of(
            ("catalog-info.yaml", root),
            ("t/good.yaml", Component("good")),
            ("t/good2.yaml", Component("good2")),
            ("t/inner.yaml", Location("inner", ["./good2.yaml"])),
            ("t/failing.yaml", Location("failing", ["./good2.yaml", "./none.yaml"])),
            ("t/broken.yaml", "a: [\n"),
            ("t/nameless.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {}\n"),
            ("t/unowned.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: unowned\nspec:\n  type: service\n"),
            ("t/widget.yaml", Component("widget").Replace("kind: Component", "kind: Widget", StringComparison.Ordinal)),
            ("t/list.yaml", "- a\n"),
            ("t/both.yaml", Documents(Component("both"), "- b\n")),
            ("t/empty.yaml", "# nothing\n")));
        return catalog.Reader().AllEntries().Where(e => e.Exists).Select(e => e.Ref.Name);
    }

    private static string Location(string name, string[] targets) =>
        Descriptions.Location(targets).Replace("name: all", $"name: {name}", StringComparison.Ordinal);
}
