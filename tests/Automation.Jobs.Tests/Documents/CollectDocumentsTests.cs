using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Documents;
using Automation.Jobs.Sources;
using Automation.Testing;

namespace Automation.Jobs.Tests.Documents;

/// <summary>The documentation that is kept beside a catalog.</summary>
public sealed class CollectDocumentsTests : IDisposable
{
    private const string Payments = """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: payments
        spec:
          type: service
          lifecycle: production
          owner: payments-team

        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_readme_beside_a_descriptor_and_the_pages_of_docs_belong_to_its_component()
    {
        _folder.With("payments/catalog-info.yaml", Payments).With("payments/README.md", "# Payments\n").With("payments/docs/run.md", "# Run it\n")
            .With("payments/docs/index.md", "# Start here\n").With("payments/docs/notes.txt", "no page");

        Build();

        Paths("component:default/payments").ShouldBe(["README.md", "docs/index.md", "docs/run.md"]);
        Documents("component:default/payments")!.Pages[0].Text.ShouldBe("# Payments\n");
    }

    [Fact]
    public void The_annotation_of_techdocs_names_the_folder_and_mkdocs_the_folder_of_pages()
    {
        _folder.With("payments/catalog-info.yaml", Payments.Replace("  name: payments\n", """
              name: payments
              annotations:
                backstage.io/techdocs-ref: dir:./manual

            """, StringComparison.Ordinal))
            .With("payments/README.md", "# Not this one\n").With("payments/manual/mkdocs.yml", "docs_dir: pages\n")
            .With("payments/manual/pages/about.md", "# About\n").With("payments/manual/pages/index.md", "# Index\n");

        Build();

        Paths("component:default/payments").ShouldBe(["manual/pages/index.md", "manual/pages/about.md"]);
    }

    [Theory]
    [InlineData("dir:../../other")]
    [InlineData("url:https://example.com/docs")]
    [InlineData("dir:/etc")]
    public void Documentation_outside_the_source_is_not_read(string reference)
    {
        _folder.With("payments/catalog-info.yaml", Payments.Replace("  name: payments\n", $"""
              name: payments
              annotations:
                backstage.io/techdocs-ref: {reference}

            """, StringComparison.Ordinal)).With("other/docs/index.md", "# Of somebody else\n").With("payments/README.md", "# Payments\n");

        Build();

        Paths("component:default/payments").ShouldBeEmpty();
    }

    [Fact]
    public void A_link_that_leaves_the_source_is_not_followed()
    {
        _folder.With("payments/catalog-info.yaml", Payments).With("secret.md", "# Of somebody else\n");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "payments/README.md"), Path.Combine(_folder.Path, "secret.md"));

        Build();

        Documents("component:default/payments").ShouldBeNull();
    }

    [Fact]
    public void Of_a_descriptor_with_several_entities_the_component_has_the_readme()
    {
        _folder.With("payments/.backstage/catalog-info.yaml", $"{Api}---\n{Payments}").With("payments/README.md", "# Payments\n");

        Build();

        Paths("component:default/payments").ShouldBe(["README.md"]);
        Documents("api:default/payments-api").ShouldBeNull();
    }

    [Fact]
    public void A_changed_readme_changes_its_document_and_nothing_else()
    {
        _folder.With("payments/catalog-info.yaml", Payments).With("payments/README.md", "# One\n");
        Build();
        _folder.With("payments/README.md", "# Two\n");

        Build().ShouldBe(["documents/component/7d/default.payments.json"]);
        Build().ShouldBeEmpty();
        Documents("component:default/payments")!.Pages.Single().Text.ShouldBe("# Two\n");
    }

    [Fact]
    public void What_is_no_longer_there_or_no_longer_kept_is_removed()
    {
        _folder.With("payments/catalog-info.yaml", Payments).With("payments/README.md", "# Payments\n").With("payments/docs/index.md", "# Docs\n");
        Build();

        File.Delete(Path.Combine(_folder.Path, "payments/README.md"));
        Build();
        Paths("component:default/payments").ShouldBe(["docs/index.md"]);

        Build(keeps: false);
        Stored.Exist.ShouldBeFalse();
    }

    [Fact]
    public void A_source_that_is_removed_takes_its_documents_with_it_and_one_that_cannot_be_read_keeps_them()
    {
        _folder.With("payments/catalog-info.yaml", Payments).With("payments/README.md", "# Payments\n");
        Build();

        Directory.Move(Path.Combine(_folder.Path, "payments"), Path.Combine(_folder.Path, "away"));
        Build();
        Paths("component:default/payments").ShouldBe(["README.md"]);

        Build(sources: []);
        Stored.Exist.ShouldBeFalse();
    }

    [Fact]
    public void The_document_is_the_one_of_the_definition_in_use()
    {
        _folder.With("payments/catalog-info.yaml", Payments).With("payments/README.md", "# First\n")
            .With("second/catalog-info.yaml", Payments).With("second/README.md", "# Second\n");
        Build(sources: ["payments", "second"]);
        Documents("component:default/payments")!.Pages.Single().Text.ShouldBe("# First\n");

        File.Delete(Path.Combine(_folder.Path, "payments/catalog-info.yaml"));
        Build(sources: ["payments", "second"]);

        var documents = Documents("component:default/payments")!;
        documents.Source.ShouldBe("second");
        documents.Pages.Single().Text.ShouldBe("# Second\n");
    }

    [Fact]
    public void A_long_document_is_cut_at_a_line_and_shows_no_secret()
    {
        var token = "ghp_" + new string('a', 36);
        _folder.With("payments/catalog-info.yaml", Payments)
            .With("payments/README.md", $"Use {token} to sign in.\n{string.Concat(Enumerable.Repeat("A line of text.\n", 10_000))}");

        Build();

        var page = Documents("component:default/payments")!.Pages.Single();
        page.IsCut.ShouldBeTrue();
        page.Text.Length.ShouldBeLessThanOrEqualTo(CollectDocuments.LongestText);
        page.Text.ShouldEndWith("A line of text.");
        page.Text.ShouldNotContain(token);
    }

    [Fact]
    public void An_unchanged_commit_is_not_read_again()
    {
        using var git = GitSandbox.Create().With("catalog-info.yaml", Payments).With("README.md", "# Payments\n");
        git.Commit();
        var refs = new EntityRefs();
        GitSource Source() => new(new SourceSettings("payments") { KeepsDocuments = true }, git.Path, "HEAD", refs);

        Build([Source()], refs).Count(p => p.StartsWith("documents/", StringComparison.Ordinal)).ShouldBe(2);
        Build([Source()], refs).ShouldBeEmpty();

        git.With("README.md", "# Changed\n").Commit();
        Build([Source()], refs).Count(p => p.StartsWith("documents/", StringComparison.Ordinal)).ShouldBe(2);
        Documents("component:default/payments")!.Pages.Single().Text.ShouldBe("# Changed\n");
    }

    private const string Api = """
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata:
          name: payments-api
        spec:
          type: openapi
          lifecycle: production
          owner: payments-team
          definition: none

        """;

    public void Dispose() => _folder.Dispose();

    private string Catalog => Path.Combine(_folder.Path, "catalog");

    private StoredDocuments Stored => new(new DirectoryTree(Catalog));

    private EntityDocuments? Documents(string entity) => Stored.Find(new EntityRefs().Of(entity));

    private string[] Paths(string entity) => [.. Documents(entity)?.Pages.Select(p => p.Path) ?? []];

    private List<string> Build(bool keeps = true, string[]? sources = null)
    {
        var refs = new EntityRefs();
        return Build(
            [.. (sources ?? ["payments"]).Select(s => new FolderSource(
                new SourceSettings(s) { KeepsDocuments = keeps }, Path.Combine(_folder.Path, s), refs))],
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
            ConfirmedTakeovers = new HashSet<string>(["component:default/payments"]),
        };
        var rebuilt = new RebuildCatalog(sources, settings).Run(previous, TestContext.Current.CancellationToken);
        var documents = new CollectDocuments(sources, tree).Run(
            previous, StoredCatalog.Open(new ChangedTree(tree, rebuilt.Changes), refs)!, TestContext.Current.CancellationToken);
        TreeChange[] changes = [.. rebuilt.Changes, .. documents];
        FolderWriter.Apply(Catalog, changes, TestContext.Current.CancellationToken);
        return [.. changes.Select(c => c.Path)];
    }
}
