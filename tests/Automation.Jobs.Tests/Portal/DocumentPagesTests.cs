namespace Automation.Jobs.Tests.Portal;

/// <summary>The documentation of entities in the portal.</summary>
public sealed class DocumentPagesTests
{
    [Fact]
    public async Task The_start_is_on_the_page_of_the_entity_and_each_document_has_the_address_of_techdocs()
    {
        using var world = new PortalWorld()
            .With("shop", PortalWorld.Component("shop", "team-a"))
            .WithFile("shop/README.md", "# Shop\n\nSee [how to run it](docs/Run-It.md#local), [the code](src/main.go) and [home](/README.md).\n")
            .WithFile("shop/docs/index.md", "# Start here\n")
            .WithFile("shop/docs/Run-It.md", "# Run it\n\n## Local\n\nBack to [the start](../README.md).\n");

        var files = await PortalWorld.Files(world.Read());

        files.Keys.Where(a => a.StartsWith("docs/", StringComparison.Ordinal)).ShouldBe(
            ["docs/default/component/shop/", "docs/default/component/shop/run-it/", "docs/default/component/shop/index/"], ignoreOrder: true);
        var entity = files["catalog/default/component/shop/"];
        entity.ShouldContain("<h3 id=\"doc-shop\">Shop</h3>");
        entity.ShouldContain("href=\"../../../../docs/default/component/shop/run-it/#doc-local\"");
        entity.ShouldContain("href=\"https://github.com/acme/shop/blob/main/src/main.go\"");
        entity.ShouldContain("<a href=\"../../../../docs/default/component/shop/\">All 3 documents</a>");
        files["docs/default/component/shop/run-it/"].ShouldContain("Back to <a href=\"../../../../../docs/default/component/shop/\">the start</a>");
        files["docs/default/component/shop/run-it/"].ShouldContain("<h1>Documentation of shop</h1>");
    }

    [Fact]
    public async Task Each_document_has_an_address_of_its_own_whatever_its_name()
    {
        using var world = new PortalWorld()
            .With("shop", PortalWorld.Entity(
                "Component", "shop", "  type: service\n  lifecycle: index.html\n  owner: a\n", "  annotations:\n    backstage.io/techdocs-ref: dir:.\n"))
            .WithFile("shop/mkdocs.yml", "docs_dir: .\n").WithFile("shop/README.md", "<h1>Shop</h1>\n\n```\n# a comment\n```\n")
            .WithFile("shop/A/x.md", "Setext\n======\n").WithFile("shop/A/x.md.md", "x").WithFile("shop/a/x.md", "x").WithFile("shop/index.html.md", "# Odd\n")
            .WithFile("shop/B/2.md", "x").WithFile("shop/B.md", "x").WithFile("shop/b.md", "x");

        var files = await PortalWorld.Files(world.Read());

        var documents = files.Keys.Where(a => a.StartsWith("docs/", StringComparison.Ordinal)).ToList();
        documents.Count.ShouldBe(8);
        files.Keys.ShouldAllBe(a => !a.Contains("index.html/", StringComparison.Ordinal));
        files["docs/default/component/shop/"].ShouldContain(">README.md<");
        files["docs/default/component/shop/"].ShouldContain(">Setext</a>");
        files["docs/default/component/shop/"].ShouldNotContain(">a comment<");
    }

    [Fact]
    public async Task A_source_without_documents_says_what_to_add()
    {
        using var world = new PortalWorld().With("shop", PortalWorld.Component("shop", "team-a"));

        var files = await PortalWorld.Files(world.Read());

        files["catalog/default/component/shop/"].ShouldContain(
            "It has no documentation. Add a README.md beside catalog-info.yaml, or pages in the folder docs.");
    }

    [Fact]
    public async Task A_document_too_large_for_the_page_of_its_entity_is_whole_on_its_own()
    {
        using var world = new PortalWorld()
            .With("shop", PortalWorld.Component("shop", "team-a"))
            .WithFile("shop/README.md", "# Shop\n\n" + string.Concat(Enumerable.Range(1, 400).Select(i => $"Paragraph {i}.\n\n")));

        var files = await PortalWorld.Files(world.Read());

        files["catalog/default/component/shop/"].ShouldNotContain("Paragraph 400.");
        files["catalog/default/component/shop/"].ShouldContain(">The whole document</a>");
        files["docs/default/component/shop/"].ShouldContain("Paragraph 400.");
    }
}
