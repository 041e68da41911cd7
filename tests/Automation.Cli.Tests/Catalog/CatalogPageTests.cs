using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary><c>CATALOG.md</c>, the page of a catalog that GitHub shows.</summary>
public sealed class CatalogPageTests : IDisposable
{
    private readonly Acme _acme = new();

    [Fact]
    public void Problems_are_grouped_by_owner_and_each_leads_to_its_line()
    {
        var samples = Path.Combine(Repository.Root, "samples", "acme");
        var sources = Directory.EnumerateDirectories(samples)
            .Order(StringComparer.Ordinal)
            .Select(f => $"  - directory: {f}\n    repository: acme/{Path.GetFileName(f)}\n");
        _acme.With("sources.yml", $"sources:\n{string.Concat(sources)}").Build("--sources", "sources.yml").Ends(0);

        Snapshot.Match(_acme.Artifact()["CATALOG.md"], "catalog.md");
    }

    [Fact]
    public void Each_owner_has_counts_and_owners_that_do_not_exist_are_listed()
    {
        _acme.With("one/catalog-info.yaml", Component("a", "ghosts") + "---\n" + Component("b", "ghosts") + "---\n" + Component("c", "user:grace"))
            .Build("--source", "one")
            .Ends(0);

        var page = _acme.Artifact()["CATALOG.md"];

        page.ShouldContain("<summary><code>ghosts</code>: 2 errors</summary>");
        page.ShouldContain("## Owners that do not exist\n\nCreate the group or user, or use another owner.\n\n| owner | entities with this owner |\n| --- | "
            + "---: |\n| `ghosts` | 2 |\n| `user:default/grace` | 1 |\n");
    }

    [Fact]
    public void An_owner_that_begins_to_exist_is_listed_no_more()
    {
        _acme.With("one/catalog-info.yaml", Component("a", "ghosts")).Build("--source", "one").Ends(0);
        _acme.With("one/org.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: ghosts\nspec:\n  type: team\n  children: []\n")
            .Build("--source", "one")
            .Ends(0);

        var page = _acme.Artifact()["CATALOG.md"];

        page.ShouldNotContain("Owners that do not exist");
        page.ShouldContain("## Problems\n\nNone.\n");
    }

    [Fact]
    public void Another_owner_moves_the_problems_of_an_entity()
    {
        _acme.With("one/catalog-info.yaml", Component("a", "ghosts", "  system: gone\n")).Build("--source", "one").Ends(0);
        _acme.With("one/catalog-info.yaml", Component("a", "spirits", "  system: gone\n")).Build("--source", "one").Ends(0);
        var renewed = _acme.Artifact()["CATALOG.md"];

        _acme.BuildInto("fresh", "--source", "one").Ends(0);

        renewed.ShouldBe(_acme.Artifact("fresh")["CATALOG.md"]);
        renewed.ShouldContain("<summary><code>spirits</code>: 2 errors</summary>");
    }

    [Fact]
    public void A_hostile_descriptor_adds_nothing_to_the_page_but_text()
    {
        const string Hostile = "x</td><script>alert(1)</script> @acme/all #1 https://evil.example [a](b) ![c](d) | ` <!--";
        _acme.With(
            "one/catalog-info.yaml",
            $"apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: shop\n  title: '{Hostile}'\nspec:\n  owner: "
            + $"'{Hostile}'\n---\n{Component("a", "ghosts", "  system: shop\n")}---\n{Component(Hostile, "ghosts")}")
            .Build("--source", "one");

        var page = RenderedMarkdown.Of(_acme.Artifact()["CATALOG.md"]);

        page.Elements.Distinct()
            .ShouldBeSubsetOf(["h1", "h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "a", "code", "span", "b", "details", "summary"]);
        page.Autolinks.ShouldBeEmpty();
        page.Links.ShouldAllBe(l => l.StartsWith("entities/", StringComparison.Ordinal) || l == "findings");
    }

    public void Dispose() => _acme.Dispose();

    private static string Component(string name, string owner, string more = "") =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: '{name}'\nspec:\n  type: service\n  lifecycle: production\n  owner: "
        + $"{owner}\n{more}";
}
