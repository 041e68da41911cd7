using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Locations that lead by URL to files of other sources, which these do not take in by themselves.</summary>
public sealed class FollowTests
{
    private const string Orders = "https://github.com/acme/orders/blob/main";
    private const string Bills = "https://github.com/acme/bills/blob/main";

    private readonly BuiltCatalog _catalog = new()
    {
        StitchesAsBackstage = true,
        Repositories = new() { ["all"] = "github.com/acme/all", ["orders"] = "github.com/Acme/Orders", ["bills"] = "github.com/acme/bills" },
    };

    [Fact]
    public void A_file_that_its_source_would_not_take_in_is_in_for_as_long_as_something_leads_there()
    {
        Build(All($"{Orders}/backstage/orders.yaml"), [("backstage/orders.yaml", Component("orders")), ("backstage/other.yaml", Component("other"))]);

        Components().ShouldBe(["orders"]);
        _catalog.Reader().Find(new EntityRef("component", "default", "orders"))!.Definitions
            .Single()
            .ShouldSatisfyAllConditions(d => d.Source.ShouldBe("orders"), d => d.File.ShouldBe("backstage/orders.yaml"));
        Findings().ShouldBeEmpty();

        Build(All($"{Orders}/backstage/*.yaml"), [("backstage/orders.yaml", Component("orders")), ("backstage/other.yaml", Component("other"))]);
        Components().ShouldBe(["orders", "other"]);

        Build(All($"{Orders}/backstage/other.yaml"), [("backstage/other.yaml", Component("renamed"))]);
        Components().ShouldBe(["renamed"]);

        Build(All("./x.yaml"), [("backstage/other.yaml", Component("renamed"))]);
        Components().ShouldBeEmpty();
    }

    [Fact]
    public void What_a_source_does_not_offer_no_other_repository_opens_to_the_readers_of_the_catalog()
    {
        (string, InMemoryTree)[] sources =
        [
            ("all", InMemoryTree.Of(("catalog-info.yaml", All($"{Orders}/private/orders.yaml", $"{Orders}/offered/bills.yaml")))),
            ("orders", InMemoryTree.Of(("private/orders.yaml", Component("orders")), ("offered/bills.yaml", Component("bills")))),
        ];
        var catalog = new BuiltCatalog
        {
            Repositories = _catalog.Repositories,
            DescriptorFiles = SourceFiles.Usual with { Include = [new Glob("catalog-info.yaml"), new Glob("offered/*.yaml")] },
        };

        catalog.Build([.. sources.Select(s => (s.Item1, (FileTree?)s.Item2))]);

        catalog.Reader().Find(new EntityRef("component", "default", "orders")).ShouldBeNull();
        catalog.Reader().Find(new EntityRef("component", "default", "bills"))!.Definitions.ShouldHaveSingleItem();
        var finding = catalog.Reader().Findings(FileRecord.KeyOf("all", "catalog-info.yaml")).ShouldHaveSingleItem();
        finding.Rule.ShouldBe("reference/unlisted-file");
        finding.Message.ShouldContain("Add the file to the source's 'include' in catalog-sources.yml");
    }

    [Fact]
    public void What_was_followed_earlier_goes_once_it_is_not_followed_any_more()
    {
        Build(All($"{Orders}/backstage/orders.yaml"), [("backstage/orders.yaml", Component("orders"))]);
        var catalog = new BuiltCatalog { Repositories = _catalog.Repositories };
        foreach (var (path, content) in _catalog.Files)
        {
            catalog.Files[path] = content;
        }

        catalog.Build([
            ("all", InMemoryTree.Of(("catalog-info.yaml", "# Read again\n" + All($"{Orders}/backstage/orders.yaml")))),
            ("orders", InMemoryTree.Of(("backstage/orders.yaml", Component("orders")))),
            ("bills", InMemoryTree.Of()),
        ]);

        catalog.Reader().Find(new EntityRef("component", "default", "orders"))?.Definitions.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_led_to_leads_on_in_its_own_source_and_to_others()
    {
        Build(
            All($"{Orders}/all.yaml"),
            [("all.yaml", Location("./here.yaml", $"{Bills}/there.yaml")), ("here.yaml", Component("here"))],
            [("there.yaml", Component("there"))]);

        Components().ShouldBe(["here", "there"]);
    }

    [Fact]
    public void A_circle_of_Locations_does_not_keep_itself()
    {
        (string, string)[] orders = [("all.yaml", Documents(Location($"{Bills}/all.yaml"), Component("orders")))];
        (string, string)[] bills = [("all.yaml", Documents(Location($"{Orders}/all.yaml"), Component("bills")))];
        Build(All($"{Orders}/all.yaml"), orders, bills);
        Components().ShouldBe(["bills", "orders"]);

        Build(All("./x.yaml"), orders, bills);
        Components().ShouldBeEmpty();
    }

    [Fact]
    public void There_is_an_end_to_it()
    {
        static (string, string) File(int i) => ($"{i}.yaml", Documents(Location($"{(i % 2 == 0 ? Bills : Orders)}/{i + 1}.yaml"), Component($"c{i:00}")));
        var files = Enumerable.Range(0, 30).Select(File).ToList();

        Build(All($"{Orders}/0.yaml"), [.. files.Where((_, i) => i % 2 == 0)], [.. files.Where((_, i) => i % 2 == 1)]);

        // The file that all begins with is the first of 20.
        Components().ShouldBe(Enumerable.Range(0, 19).Select(i => $"c{i:00}"));
    }

    [Fact]
    public void What_its_source_excludes_no_other_source_includes()
    {
        var catalog = new BuiltCatalog
        {
            StitchesAsBackstage = true,
            Repositories = _catalog.Repositories,
            DescriptorFiles = SourceFiles.Usual with { Exclude = [new Glob("examples/**")] },
        };
        catalog.Build([
            ("all", Tree([("catalog-info.yaml", Location($"{Orders}/examples/a.yaml", $"{Orders}/*/a.yaml"))])),
            ("orders", Tree([("examples/a.yaml", Component("example")), ("real/a.yaml", Component("real"))])),
        ]);

        catalog.Reader().AllEntries().Where(e => e.Exists && e.Ref.Kind == "component").Select(e => e.Ref.Name).ShouldBe(["real"]);
        catalog.Reader().Findings(FileRecord.KeyOf("all", "catalog-info.yaml")).ShouldHaveSingleItem().Message.ShouldContain("'exclude'");
    }

    [Fact]
    public void Another_revision_than_the_one_that_is_read_is_reported_and_not_followed()
    {
        Build(All("https://github.com/acme/orders/blob/v1.2/backstage/orders.yaml"), [("backstage/orders.yaml", Component("orders"))]);

        Components().ShouldBeEmpty();
        Findings().ShouldBe([
            "This Location refers to 'backstage/orders.yaml' of github.com/acme/orders at 'v1.2', but the catalog reads the source 'orders' at 'main'. Use "
            + "that branch in the URL.",
        ]);
    }

    [Fact]
    public void A_source_that_cannot_be_read_keeps_what_was_led_to_and_makes_up_for_the_rest_when_it_can()
    {
        var all = Tree([("catalog-info.yaml", All($"{Orders}/one.yaml"))]);
        var orders = Tree([("one.yaml", Component("one")), ("two.yaml", Component("two"))]);
        _catalog.Build([("all", all), ("orders", orders)]);
        var other = Tree([("catalog-info.yaml", All($"{Orders}/two.yaml"))]);

        _catalog.Build([("all", other), ("orders", null)]);
        Components().ShouldBe(["one"]);

        _catalog.Build([("all", Tree([("catalog-info.yaml", All("./x.yaml"))])), ("orders", null)]);
        _catalog.Build([("all", Tree([("catalog-info.yaml", All("./x.yaml"))])), ("orders", orders)]);
        Components().ShouldBeEmpty();

        _catalog.Build([("all", other), ("orders", orders)]);
        Components().ShouldBe(["two"]);
    }

    [Fact]
    public void A_Location_that_is_broken_does_not_take_away_what_it_led_to()
    {
        (string, string)[] orders = [("one.yaml", Component("one"))];
        Build(Location($"{Orders}/one.yaml", "./two.yaml"), orders, more: [("two.yaml", Component("two"))]);
        Components().ShouldBe(["one", "two"]);

        Build("kind: Location\nmetadata: {name: all}\nspec: [", orders, more: [("two.yaml", Component("two"))]);
        Components().ShouldBe(["one", "two"]);

        Build(Component("all"), orders, more: [("two.yaml", Component("two"))]);
        Components().ShouldBe(["all"]);
    }

    [Fact]
    public void A_missing_target_is_reported_until_it_exists()
    {
        Build(All("./late.yaml"), []);
        Findings("reference/missing-target").Count.ShouldBe(1);

        Build(All("./late.yaml"), [], more: [("late.yaml", Component("late"))]);
        Findings("reference/missing-target").ShouldBeEmpty();

        Build(All("./late.yaml"), [], more: [("late.yml", Component("late"))]);
        Findings("reference/missing-target").ShouldHaveSingleItem().ShouldContain("late.yml");
    }

    [Theory]
    [InlineData("main", "a.yaml", "main", "", "a.yaml")]
    [InlineData("HEAD", "a.yaml", "develop", "", "a.yaml")]
    [InlineData("develop", "a.yaml", "develop", "", "a.yaml")]
    [InlineData("release", "2/b/a.yaml", "release/2", "", "b/a.yaml")]
    [InlineData("v1", "a.yaml", "main", "", null)]
    [InlineData("main", "services/a/b.yaml", "main", "services/a", "b.yaml")]
    [InlineData("main", "services/ab/b.yaml", "main", "services/a", null)]
    public void A_URL_is_a_path_of_a_source_at_the_revision_and_in_the_folder_that_it_reads(
        string revision,
        string path,
        string branch,
        string folder,
        string? inside) =>
        new FileLink("github.com/acme/orders", revision, path, 1).PathIn(branch, folder).ShouldBe(inside);

    private static string All(params string[] targets) => Location(targets);

    private void Build(string all, (string, string)[] orders, (string, string)[]? bills = null, (string, string)[]? more = null) =>
        _catalog.Build([("all", Tree([("catalog-info.yaml", all), .. more ?? []])), ("orders", Tree(orders)), ("bills", Tree(bills ?? []))]);

    private static InMemoryTree Tree((string, string)[] files) => InMemoryTree.Of(files);

    private List<string> Components() =>
        [.. _catalog.Reader().AllEntries().Where(e => e.Exists && e.Ref.Kind == "component").Select(e => e.Ref.Name).Order(StringComparer.Ordinal)];

    private List<string> Findings(string rule = "reference/unlisted-file") =>
        [.. _catalog.Reader().Findings(FileRecord.KeyOf("all", "catalog-info.yaml")).Where(f => f.Rule == rule).Select(f => f.Message)];
}
