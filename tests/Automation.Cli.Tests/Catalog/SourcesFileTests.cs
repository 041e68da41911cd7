namespace Automation.Cli.Tests.Catalog;

/// <summary>The file that lists where a catalog comes from.</summary>
public sealed class SourcesFileTests : IDisposable
{
    private readonly Acme _acme = new();

    [Fact]
    public void Lists_sources_in_order_and_the_first_counts_most()
    {
        _acme.With("a/catalog-info.yaml", Acme.Component("orders", "  subcomponentOf: first")).With("b/catalog-info.yaml", Acme.Component("orders"))
            .With("sources.yml", "sources:\n  - directory: b\n  - directory: a\n");

        _acme.Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["component:default/orders"]);
        _acme.Artifact().Values
            .ShouldContain(
                t => t.Contains("component:default/orders is also defined in b/catalog-info.yaml:1, and that definition is used", StringComparison.Ordinal));
        _acme.Artifact().Values.ShouldNotContain(t => t.Contains("subcomponentOf: first", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_found_in_the_folder_of_the_artifact()
    {
        _acme.With("repositories/orders/catalog-info.yaml", Acme.Component("orders"))
            .With("out/catalog-sources.yml", "sources:\n  - directory: ../repositories/orders\n");

        _acme.Build().Ends(0);

        _acme.Refs().ShouldBe(["component:default/orders"]);
        File.Exists(Path.Combine(_acme.Folder, "out/catalog-sources.yml")).ShouldBeTrue();
    }

    [Fact]
    public void A_pattern_stands_for_one_source_for_each_folder_that_matches()
    {
        _acme.With("repositories/svc-b/catalog-info.yaml", Acme.Component("b"))
            .With("repositories/svc-a/catalog-info.yaml", Acme.Component("a"))
            .With("repositories/.hidden/catalog-info.yaml", Acme.Component("hidden"))
            .With("repositories/other/catalog-info.yaml", Acme.Component("other")).With("repositories/svc-file", "")
            .With("sources.yml", "sources:\n  - directory: repositories/svc-*\n    repository: acme/*\n    name: repo-*\n");

        _acme.Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["component:default/a", "component:default/b"]);
        var files = _acme.Artifact();
        files.Values.ShouldContain(
            t =>
                t.Contains(
                    "\"repo-svc-a\":{\"source\":\"repo-svc-a\",\"kind\":\"directory\",\"repository\":\"github.com/acme/svc-a\"", StringComparison.Ordinal));
        files.Values.ShouldContain(t => t.Contains("https://github.com/acme/svc-b/blob/main/catalog-info.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void Patterns_of_descriptors_branch_and_namespace_are_the_sources_own()
    {
        _acme.With("a/service.yaml", Acme.Component("orders"))
            .With("a/old/service.yaml", Acme.Component("old"))
            .With("b/catalog-info.yaml", Acme.Component("plain"))
            .With(
                "sources.yml",
                "sources:\n  - directory: a\n    include: ['**/service.yaml']\n    exclude: [old/]\n    namespace: shop\n    repository: "
                + "git.acme.example/shop/a\n    branch: trunk\n  - directory: b\n");

        _acme.Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["component:default/plain", "component:shop/orders"]);
        _acme.Artifact().Values.ShouldContain(t => t.Contains("https://git.acme.example/shop/a/blob/trunk/service.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_setting_of_a_source_reads_it_again()
    {
        _acme.With("a/catalog-info.yaml", Acme.Component("orders")).With("sources.yml", "sources:\n  - directory: a\n");
        _acme.Build("--sources", "sources.yml").Ends(0);

        _acme.With("sources.yml", "sources:\n  - directory: a\n    namespace: shop\n").Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["component:shop/orders"]);
    }

    [Theory]
    [InlineData("sources:\n  - repository: acme/orders", 2, "has no type: add 'directory'")]
    [InlineData("sources:\n  - git: a\n    directory: b", 2, "is 'directory' and 'git' at once")]
    [InlineData("sources:\n  - gti: a", 2, "Did you mean 'git'?")]
    [InlineData("source:\n  - git: a", 1, "Did you mean 'sources'?")]
    [InlineData("sources:\n  - directory: a\n    revision: main", 2, "only a 'git' source has: remove it")]
    [InlineData("sources:\n  - directory: a\n    name: a:b", 3, "contains a ':'")]
    [InlineData("sources:\n  - directory: a\n    name: a//b", 3, "contains '//'")]
    [InlineData("sources:\n  - directory: a\n  - directory: b/a", 3, "two sources called 'a'")]
    [InlineData("sources:\n  - git: '*/a'", 2, "before the last part of the path")]
    [InlineData("sources:\n  - terraform: '*.json'", 2, "is a single file")]
    [InlineData("sources:\n  - git: nowhere/*", 2, "matches no folder")]
    [InlineData("sources:\n  - git: a/*\n    name: all", 2, "the same name to several folders: write '*'")]
    [InlineData("sources:\n  - git: a\n    name: '*'", 2, "but 'git' has none")]
    [InlineData("sources:\n  - git: a\n    repository: orders", 3, "write OWNER/REPO")]
    [InlineData("sources:\n  - git: a\n    folder: ../b", 3, "points outside the repository")]
    [InlineData("sources:\n  - git: a\n    namespace: My Team", 3, "is not a namespace")]
    [InlineData("sources: []", 1, "has no sources")]
    [InlineData("sources:\n  - git: ]", 2, "config/unreadable")]
    public void A_mistake_is_reported_with_its_line_and_builds_nothing(string text, int line, string message)
    {
        var outcome = _acme.With("b/a/x", "").With("a/x", "").With("sources.yml", text + "\n").Build("--sources", "sources.yml").Ends(2);

        outcome.Errors.ReplaceLineEndings(" ").ShouldContain(message);
        outcome.Errors.ShouldContain($"sources.yml:{line}");
        outcome.Errors.ShouldContain("nothing was built");
        Directory.Exists(Path.Combine(_acme.Folder, "out")).ShouldBeFalse();
    }

    [Fact]
    public void A_build_without_any_source_explains_how_to_name_one() => _acme.Build().Ends(2).Errors.ShouldContain("catalog-sources.yml");

    [Fact]
    public void Folders_and_a_file_do_not_go_together() => _acme.Build("--source", "a", "--sources", "b").Ends(2).Errors.ShouldContain("cannot be combined");

    [Fact]
    public void Folders_of_one_name_get_names_of_their_own()
    {
        _acme.With("a/x/catalog-info.yaml", Acme.Component("a")).With("b/x/catalog-info.yaml", Acme.Component("b"));

        _acme.Build("--source", "a/x", "--source", "b/x").Ends(0);

        _acme.Refs().ShouldBe(["component:default/a", "component:default/b"]);
        _acme.Artifact().Values.ShouldContain(t => t.Contains("\"x-2//catalog-info.yaml\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_sources_that_changed_are_looked_at_where_they_are_named()
    {
        _acme.With("a/catalog-info.yaml", Acme.Component("a")).With("b/catalog-info.yaml", Acme.Component("b"));
        _acme.Build("--source", "a", "--source", "b").Ends(0);

        _acme.With("a/catalog-info.yaml", Acme.Component("a2"))
            .With("b/catalog-info.yaml", Acme.Component("b2"))
            .Build("--source", "a", "--source", "b", "--changed", "b")
            .Ends(0);

        _acme.Refs().ShouldBe(["component:default/a", "component:default/b2"]);
    }

    [Fact]
    public void A_changed_source_that_there_is_not_is_a_mistake() =>
        _acme.With("orders/x", "").Build("--source", "orders", "--changed", "oders").Ends(2).Errors.ShouldContain("Did you mean 'orders'?");

    /// <inheritdoc/>
    public void Dispose() => _acme.Dispose();
}
