using System.Text;
using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Locations that lead to other repositories by URL: nothing is fetched, and missing targets are reported.</summary>
public sealed class LinkTests
{
    private const string Orders = "https://github.com/acme/orders/blob/main";

    private readonly BuiltCatalog _catalog = new() { Repositories = new() { ["all"] = "github.com/acme/all", ["orders"] = "github.com/Acme/Orders" } };

    [Fact]
    public void A_descriptor_that_its_own_source_includes_has_no_finding()
    {
        Build(
            Location(
                $"{Orders}/catalog-info.yaml",
                "https://github.com/ACME/orders/tree/main/*.yaml",
                "https://github.com/acme/orders/blob/feature/x/catalog-info.yaml"),
            Service());

        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void A_repository_that_is_no_source_is_reported_once_for_each_file_with_what_to_do()
    {
        Build(
            Location(
                "https://github.com/acme/unheard-of/blob/main/a.yaml",
                "https://github.com/acme/unheard-of/blob/main/b.yaml",
                "https://ada:secret@example.com/catalog-info.yaml"),
            Service());

        Findings().ShouldBe(
        [
            ("reference/unlisted-repository", 6,
                "This Location refers to 'example.com', which is not a repository, so its entities are missing. Move the descriptor to a repository, and add "
                + "that to catalog-sources.yml."),
            ("reference/unlisted-repository", 6,
                "This Location refers to github.com/acme/unheard-of, which is not a source of the catalog, so its entities are missing. Add the repository to "
                + "catalog-sources.yml; if one of the sources is a copy of it, set 'repository' there."),
        ]);
    }

    [Fact]
    public void A_file_that_its_source_does_not_have_is_reported_unless_it_is_optional()
    {
        var location = Location($"{Orders}/backstage/orders.yaml");
        Build(location, Service());

        Findings().ShouldBe([
            ("reference/unlisted-file", 6,
                "This Location refers to 'backstage/orders.yaml' of github.com/acme/orders, but the source 'orders' has no such descriptor. Add the file to "
                + "the source's 'include' in catalog-sources.yml if it exists; 'exclude' and 'folder' leave files out."),
        ]);

        Build(location.Replace("spec:", "spec:\n  presence: optional", StringComparison.Ordinal), Service());
        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void Findings_follow_the_other_source_although_the_Location_stays()
    {
        var location = Location($"{Orders}/catalog-info.yaml");
        _catalog.Build([("all", Tree(location))]);
        Findings().Select(f => f.Rule).ShouldBe(["reference/unlisted-repository"]);

        Build(location, Service());
        Findings().ShouldBeEmpty();

        Build(location, InMemoryTree.Of(("other.txt", "")));
        Findings().Select(f => f.Rule).ShouldBe(["reference/unlisted-file"]);

        _catalog.Build([("all", Tree(location)), ("orders", null)]);
        Findings().ShouldBeEmpty("of a source that cannot be read nobody knows what it holds");

        _catalog.Build([("all", Tree(location))]);
        Findings().Select(f => f.Rule).ShouldBe(["reference/unlisted-repository"]);

        _catalog.Build([("all", Tree(Location("./x.yaml")))]);
        Findings().ShouldBeEmpty();
        string.Concat(_catalog.Files.Where(f => f.Key.StartsWith("sources/", StringComparison.Ordinal)).Select(f => Encoding.UTF8.GetString(f.Value.Span)))
            .ShouldNotContain("linked");
    }

    private void Build(string location, FileTree orders) => _catalog.Build([("all", Tree(location)), ("orders", orders)]);

    private static InMemoryTree Tree(string location) => InMemoryTree.Of(("catalog-info.yaml", location));

    private static InMemoryTree Service() => InMemoryTree.Of(("catalog-info.yaml", Component("orders")));

    private List<(string Rule, int Line, string Message)> Findings() =>
        [
            .. _catalog.Reader()
                .Findings(FileRecord.KeyOf("all", "catalog-info.yaml"))
                .Where(f => f.Rule.StartsWith("reference/unlisted", StringComparison.Ordinal))
                .Select(f => (f.Rule, f.Line, f.Message)),
        ];
}
