using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Jobs.Documents;
using Automation.Jobs.Portal.Building;
using Automation.Jobs.Portal.Content;
using Automation.Jobs.Scorecards;
using Automation.Jobs.Sources;
using Automation.Testing;

namespace Automation.Jobs.Tests.Portal;

/// <summary>Some repositories with descriptors, as a catalog from which a portal is made.</summary>
internal sealed class PortalWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _sources = [];

    /// <summary>Whether the catalog keeps what scorecards count of its repositories.</summary>
    public bool KeepsFacts { get; init; }

    /// <summary>Adds a repository with one file of descriptors.</summary>
    public PortalWorld With(string repository, params string[] documents)
    {
        _folder.With($"{repository}/catalog-info.yaml", string.Join("---\n", documents));
        _sources.Add(repository);
        return this;
    }

    /// <summary>Adds another file to a repository.</summary>
    public PortalWorld WithFile(string path, string text)
    {
        _folder.With(path, text);
        return this;
    }

    public static string Entity(string kind, string name, string spec, string metadata = "") =>
        $"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n{metadata}spec:\n{spec}";

    public static string Component(string name, string owner, string more = "") =>
        Entity("Component", name, $"  type: service\n  lifecycle: production\n  owner: {owner}\n{more}");

    public static string Team(string name) => Entity("Group", name, "  type: team\n  children: []\n");

    public PortalCatalog Read()
    {
        var refs = new EntityRefs();
        List<FolderSource> sources = [.. _sources.Select(s => new FolderSource(
            new SourceSettings(s) { Repository = RepositorySlug.Parse($"acme/{s}"), KeepsDocuments = true, KeepsFacts = KeepsFacts }, Path.Combine(_folder.Path, s), refs))];
        var settings = new StitchSettings { Sources = [.. _sources] };
        var rebuilt = new RebuildCatalog(sources, settings).Run(StoredCatalog.Empty(refs), TestContext.Current.CancellationToken);
        var tree = new ChangedTree(InMemoryTree.Of(), rebuilt.Changes);
        var stored = StoredCatalog.Open(tree, refs)!;
        var documents = new CollectDocuments(sources, tree).Run(StoredCatalog.Empty(refs), stored, TestContext.Current.CancellationToken);
        return new ReadPortal(stored)
        {
            Now = DateTimeOffset.UnixEpoch,
            Documents = new StoredDocuments(new ChangedTree(tree, documents)),
            Facts = new StoredFacts(new ChangedTree(tree, new CollectFacts(sources, tree).Run(stored, TestContext.Current.CancellationToken))),
        }.Run(TestContext.Current.CancellationToken);
    }

    /// <summary>Every file of the portal of a reader, as text, by address.</summary>
    public static async Task<Dictionary<string, string>> Files(PortalCatalog catalog)
    {
        var pages = new PortalPages(catalog, new PortalSettings("Acme"));
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["404.html"] = System.Text.Encoding.UTF8.GetString(await pages.NotFoundAsync()) };
        foreach (var page in pages.All())
        {
            files.Add(page.Address, System.Text.Encoding.UTF8.GetString(await page.RenderAsync()));
        }

        return files;
    }

    public static ReadableRepositories Readable(params string[] repositories) =>
        new ReadableRepositories.Only([.. repositories.Select(r => $"github.com/acme/{r}")], []);

    public void Dispose() => _folder.Dispose();
}
