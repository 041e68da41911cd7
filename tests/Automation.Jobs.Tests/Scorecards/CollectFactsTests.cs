using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Scorecards;
using Automation.Jobs.Sources;
using Automation.Testing;

namespace Automation.Jobs.Tests.Scorecards;

/// <summary>What the catalog keeps of repositories for scorecards.</summary>
public sealed class CollectFactsTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Codeowners_is_kept_as_it_is_written_with_the_line_that_decides_each_descriptor()
    {
        _folder.With("payments/catalog-info.yaml", Component("payments")).With("payments/src/a.cs", "").With("payments/docs/b.md", "")
            .With("payments/.github/CODEOWNERS", "/src/ @acme/payments\n/catalog-info.yaml @acme/platform ana@example.com\n");

        Build();

        var codeowners = Facts("payments")!.Codeowners!;
        codeowners.Path.ShouldBe(".github/CODEOWNERS");
        (codeowners.Owned, codeowners.Files).ShouldBe((2, 4));
        var owners = codeowners.Descriptors.Single();
        owners.File.ShouldBe("catalog-info.yaml");
        owners.Owners.Select(o => o.Text).ShouldBe(["@acme/platform", "ana@example.com"]);
        owners.Line.ShouldBe(2);
    }

    [Fact]
    public void The_owners_of_most_files_decide_if_no_line_is_about_the_descriptor()
    {
        _folder.With("payments/catalog-info.yaml", Component("payments")).With("payments/a.cs", "").With("payments/b.cs", "")
            .With("payments/CODEOWNERS", "* @acme/platform\n*.cs @acme/payments\n");

        Build();

        Facts("payments")!.Codeowners!.Descriptors.Single().Owners.Single().Text.ShouldBe("@acme/payments");
    }

    [Fact]
    public void The_configuration_of_the_repository_says_whom_an_owner_is_in_the_catalog()
    {
        _folder.With("payments/catalog-info.yaml", Component("payments")).With("payments/CODEOWNERS", "* @acme/pay\n")
            .With("payments/.github/automation.yml", "owners:\n  inherit: true\n  aliases:\n    '@acme/pay': group:default/payments-team\n");

        Build();

        Facts("payments")!.Codeowners!.Aliases.ShouldBe(new Dictionary<string, string> { ["@acme/pay"] = "group:default/payments-team" });
        Facts("payments")!.Codeowners!.Inherit.ShouldBeTrue();
    }

    [Fact]
    public void A_service_has_the_version_of_its_template_and_the_nearest_record_is_the_one_of_a_descriptor()
    {
        _folder.With("shop/catalog-info.yaml", Component("shop")).With("shop/.automation/scaffold.yml", Record("v1.0.0"))
            .With("shop/cart/catalog-info.yaml", Component("cart")).With("shop/cart/.automation/scaffold.yml", Record("v1.2.0") + "pin: 1.x\n")
            .With("shop/cartography/catalog-info.yaml", Component("cartography"));

        Build(sources: ["shop"]);

        var facts = Facts("shop")!;
        facts.TemplateOf("catalog-info.yaml")!.Tag.ShouldBe("v1.0.0");
        facts.TemplateOf("cart/catalog-info.yaml").ShouldBe(new TemplateFacts("cart", "template:default/service", Commit, "v1.2.0") { Pin = "1.x" });
        facts.TemplateOf("cartography/catalog-info.yaml")!.Tag.ShouldBe("v1.0.0");
    }

    [Fact]
    public void A_damaged_record_and_a_repository_without_codeowners_have_no_facts()
    {
        _folder.With("payments/catalog-info.yaml", Component("payments")).With("payments/.automation/scaffold.yml", "format: [\n");

        Build();

        Facts("payments")!.Templates.ShouldBeEmpty();
        Facts("payments")!.Codeowners.ShouldBeNull();
    }

    [Fact]
    public void Names_that_no_person_writes_and_secrets_are_not_kept()
    {
        var token = "ghp_" + new string('a', 36);
        _folder.With("payments/catalog-info.yaml", Component("payments")).With("payments/CODEOWNERS", $"* @acme/a {token}@example.com\n")
            .With("payments/a/.automation/scaffold.yml", Record("v1.0.0-" + new string('a', 300)))
            .With("payments/b/.automation/scaffold.yml", Record(token))
            .With("payments/c/.automation/scaffold.yml", Record("v1.0.0"));

        Build();

        Facts("payments")!.Templates.Select(t => t.Folder).ShouldBe(["c"]);
        Facts("payments")!.Codeowners!.Descriptors.Single().Owners.Select(o => o.Text).ShouldBe(["@acme/a"]);
    }

    [Fact]
    public void An_unchanged_commit_is_not_read_again_and_a_new_one_is()
    {
        using var git = GitSandbox.Create().With("catalog-info.yaml", Component("payments")).With("CODEOWNERS", "* @acme/a\n");
        git.Commit();
        var refs = new EntityRefs();
        GitSource Source() => new(new SourceSettings("payments") { KeepsFacts = true }, git.Path, "HEAD", refs);

        Build([Source()], refs).Count(p => p.StartsWith("scorecards/", StringComparison.Ordinal)).ShouldBe(1);
        Build([Source()], refs).ShouldBeEmpty();

        git.With("CODEOWNERS", "* @acme/b\n").Commit();
        Build([Source()], refs).Count(p => p.StartsWith("scorecards/", StringComparison.Ordinal)).ShouldBe(1);
        Facts("payments")!.Codeowners!.Descriptors.Single().Owners.Single().Text.ShouldBe("@acme/b");
    }

    [Fact]
    public void A_source_that_no_longer_asks_for_it_or_is_gone_has_no_facts()
    {
        _folder.With("payments/catalog-info.yaml", Component("payments")).With("payments/CODEOWNERS", "* @acme/a\n")
            .With("orders/catalog-info.yaml", Component("orders")).With("orders/CODEOWNERS", "* @acme/b\n");
        Build(sources: ["payments", "orders"]);

        Build(sources: ["payments"]);
        Facts("orders").ShouldBeNull();
        Facts("payments").ShouldNotBeNull();

        Build(keeps: false);
        Facts("payments").ShouldBeNull();
        new StoredFacts(new DirectoryTree(Catalog)).All().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_written_for_sources_that_do_not_ask_for_it()
    {
        _folder.With("payments/catalog-info.yaml", Component("payments")).With("payments/CODEOWNERS", "* @acme/a\n");

        Build(keeps: false).ShouldAllBe(p => !p.StartsWith("scorecards/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"sources": null}""")]
    [InlineData("""{"sources": [null, {"source": null}]}""")]
    [InlineData("""{"sources": [{"source": "a", "templates": null}]}""")]
    [InlineData("""{"sources": [{"source": "a", "codeowners": {"path": "C", "files": 1, "owned": 1, "descriptors": null}}]}""")]
    [InlineData("""{"sources": [{"source": "a", "codeowners": {"path": "C", "files": "x"}}]}""")]
    [InlineData("""{"sources": [{"source": "a", "commit": null, "templates": [null]}]}""")]
    [InlineData("""{"sources": [{"source": "a", "commit": null, "codeowners": {"path": "C", "files": 1, "owned": 1, "aliases": {"@x": null}}}]}""")]
    [InlineData("""{"sources": [{"source": "a", "commit": null, "codeowners": {"path": "C", "files": 1, "owned": 1, "descriptors": [{"file": "f", "line": 1, "owners": [{"text": "@acme", "form": "Team"}]}]}}]}""")]
    [InlineData("""{"sources": [{"source": "a", "commit": null, "codeowners": {"path": "C", "files": 1, "owned": 1, "descriptors": [{"file": "f", "line": 1, "owners": [{"text": "", "form": "User"}]}]}}]}""")]
    public void Facts_that_were_changed_by_hand_are_none(string text)
    {
        _folder.With($"catalog/{StoredFacts.PathOf(Shard.Of("a"))}", text);

        new StoredFacts(new DirectoryTree(Catalog)).All().ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private static string Component(string name) => $"""
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: service
          lifecycle: production
          owner: payments-team

        """;

    private static string Record(string tag) => $$"""
        format: 1
        template:
          ref: template:default/service
          path: template.yaml
          commit: {{Commit}}
          tag: {{tag}}
        values: {}
        steps: []
        files: {}

        """;

    private string Catalog => Path.Combine(_folder.Path, "catalog");

    private SourceFacts? Facts(string source) => new StoredFacts(new DirectoryTree(Catalog)).All().SingleOrDefault(f => f.Source == source);

    private List<string> Build(bool keeps = true, string[]? sources = null)
    {
        var refs = new EntityRefs();
        return Build(
            [.. (sources ?? ["payments"]).Select(s => new FolderSource(new SourceSettings(s) { KeepsFacts = keeps }, Path.Combine(_folder.Path, s), refs))],
            refs);
    }

    // Returns the paths that changed.
    private List<string> Build(CatalogSource[] sources, EntityRefs refs)
    {
        Directory.CreateDirectory(Catalog);
        var tree = new DirectoryTree(Catalog);
        var previous = StoredCatalog.Open(tree, refs) ?? StoredCatalog.Empty(refs);
        var names = sources.Select(s => s.Name).ToArray();
        var settings = new StitchSettings
        {
            Sources = names,
            Digest = string.Join(' ', names),
            ConfirmedRemovals = previous.AllSources().Select(s => s.Name).ToHashSet(),
        };
        var rebuilt = new RebuildCatalog(sources, settings).Run(previous, TestContext.Current.CancellationToken);
        var now = StoredCatalog.Open(new ChangedTree(tree, rebuilt.Changes), refs)!;
        TreeChange[] changes = [.. rebuilt.Changes, .. new CollectFacts(sources, tree).Run(now, TestContext.Current.CancellationToken)];
        FolderWriter.Apply(Catalog, changes, TestContext.Current.CancellationToken);
        return [.. changes.Select(c => c.Path)];
    }
}
