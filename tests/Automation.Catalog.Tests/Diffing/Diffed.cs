using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Catalog.Tests.Stitching;
using Automation.Core.Trees;

namespace Automation.Catalog.Tests.Diffing;

/// <summary>Catalogs of small repositories, compared.</summary>
internal static class Diffed
{
    public const string FileName = "catalog-info.yaml";

    public static string Component(string name, string more = "", string owner = "team-a") =>
        Entity("Component", name, $"  type: service\n  lifecycle: production\n  owner: {owner}\n{more}");

    public static string Api(string name, string owner = "team-a") =>
        Entity("API", name, $"  type: openapi\n  lifecycle: production\n  owner: {owner}\n  definition: x\n");

    public static string SystemOf(string name) => Entity("System", name, "  owner: team-a\n");

    public static string Group(string name) => Entity("Group", name, "  type: team\n  children: []\n");

    public static string Entity(string kind, string name, string spec, string metadata = "") =>
        $"---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n{metadata}spec:\n{spec}";

    /// <summary>What differs between a catalog of some descriptors and one of others, in one file.</summary>
    public static CatalogDiff Between(string before, string after) =>
        Between([("acme", InMemoryTree.Of((FileName, before)))], [("acme", InMemoryTree.Of((FileName, after)))]);

    /// <summary>What differs between a catalog of some sources, and what becomes of it when it is built from others.</summary>
    public static CatalogDiff Between((string, FileTree?)[] before, (string, FileTree?)[] after)
    {
        var (x, y) = Built(before, after);
        return CatalogComparison.Run(x, y, TestContext.Current.CancellationToken);
    }

    public static (StoredCatalog Before, StoredCatalog After) Built((string, FileTree?)[] before, (string, FileTree?)[] after)
    {
        var catalog = new BuiltCatalog();
        catalog.Build(before);
        var old = catalog.Reader();
        catalog.Build(after);
        return (old, catalog.Reader());
    }

    /// <summary>A relation and what became of it, in a line.</summary>
    public static string Line(this RelationChange r) => $"{r.Source} {r.Type} {r.Target}: {r.Before} {r.After}";
}
