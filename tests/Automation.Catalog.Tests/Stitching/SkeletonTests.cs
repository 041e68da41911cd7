using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Template skeletons are in no catalog, and take nothing out of one.</summary>
public sealed class SkeletonTests
{
    private static readonly string[] Folders = ["a", "b", "c"];

    private readonly BuiltCatalog _catalog = new();

    [Fact]
    public void What_a_Template_fetches_is_left_out_in_any_place_of_the_Template()
    {
        _catalog.Build(InMemoryTree.Of(
            ("catalog-info.yaml", Location("./scaffolder/go.yaml")),
            ("scaffolder/go.yaml", Template("./skeleton")),
            ("scaffolder/skeleton/catalog-info.yaml", Component("changeme")),
            ("java/template.yaml", Template("./skeleton")),
            ("java/skeleton/catalog-info.yaml", Component("changeme")),
            ("python/catalog-info.yaml", Component("${{ values.name }}"))));

        Refs().ShouldBe(["location:default/all", "template:default/t"]);
        _catalog.Reader().Summary.Skeletons.ShouldBe(3);
        _catalog.Reader().Summary.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_descriptor_that_becomes_a_skeleton_keeps_its_last_good_version()
    {
        _catalog.Build(InMemoryTree.Of(("a/catalog-info.yaml", Component("orders"))), "one");

        _catalog.Build(InMemoryTree.Of(("a/catalog-info.yaml", Component("${{ values.name }}"))), "two");

        Refs().ShouldBe(["component:default/orders"]);
        _catalog.Reader().Summary.Stale.ShouldBe(1);
        _catalog.Reader().Findings(FileRecord.KeyOf("acme", "a/catalog-info.yaml")).ShouldHaveSingleItem().Rule.ShouldBe("catalog/turned-skeleton");

        _catalog.Build(InMemoryTree.Of(("a/catalog-info.yaml", Component("${{ values.name }}")), ("b/catalog-info.yaml", Component("other"))), "three");
        _catalog.Reader().Summary.Stale.ShouldBe(1);

        _catalog.Build(InMemoryTree.Of(("b/catalog-info.yaml", Component("other"))), "four");
        Refs().ShouldBe(["component:default/other"]);
        _catalog.Reader().Summary.Skeletons.ShouldBe(0);
    }

    [Fact]
    public void A_Template_that_begins_to_fetch_a_folder_and_stops_again_is_noticed_though_no_descriptor_changed()
    {
        var descriptor = ("services/orders/catalog-info.yaml", Component("orders"));
        _catalog.Build(InMemoryTree.Of(descriptor, ("go/template.yaml", Template("./skeleton"))), "one");

        _catalog.Build(InMemoryTree.Of(descriptor, ("go/template.yaml", Template("../services"))), "two");
        _catalog.Reader().Summary.Stale.ShouldBe(1);
        _catalog.Reader().Summary.Skeletons.ShouldBe(1);

        _catalog.Build(InMemoryTree.Of(descriptor, ("go/template.yaml", Template("./skeleton"))), "three");
        _catalog.Reader().Summary.Stale.ShouldBe(0);
        _catalog.Reader().Summary.Skeletons.ShouldBe(0);
        Refs().ShouldBe(["component:default/orders"]);
    }

    [Fact]
    public void A_catalog_for_Backstage_leaves_them_out_as_well()
    {
        var catalog = new BuiltCatalog { AsBackstage = true };

        catalog.Build(InMemoryTree.Of(
            ("a/catalog-info.yaml", Component("${{ values.name }}")),
            ("go/template.yaml", Template("./skeleton")),
            ("go/skeleton/catalog-info.yaml", Component("changeme")),
            ("b/catalog-info.yaml", Component("orders"))));

        catalog.Reader().AllEntries().Where(e => e.Exists).Select(e => e.Ref.ToString()).ShouldBe(["component:default/orders"]);
    }

    [Fact]
    public void Increments_find_the_skeletons_that_a_build_from_scratch_finds()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["catalog-info.yaml"] = Location("./a/scaffold.yaml") };
            var catalog = new BuiltCatalog();
            for (var step = 0; step < 12; step++)
            {
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    Edit(files, random);
                }

                var tree = InMemoryTree.Of([.. files.Select(f => (f.Key, f.Value))]);
                catalog.Build(tree, $"c{step}");
                var scratch = new BuiltCatalog();
                scratch.Build(tree, $"c{step}");

                var where = $"seed {seed}, step {step}";
                Skeletons(catalog).ShouldBe(Skeletons(scratch), where);
                Current(catalog).ShouldBe(Current(scratch), where);
                catalog.Reader().Source("acme")!.Templates.ShouldBe(scratch.Reader().Source("acme")!.Templates, where);
                catalog.Reader().Summary.Skeletons.ShouldBe(Skeletons(scratch).Count, where);
            }
        }
    }

    private static void Edit(SortedDictionary<string, string> files, Random random)
    {
        var folder = Folders[random.Next(Folders.Length)];
        var path = random.Next(4) switch
        {
            0 => $"{folder}/template.yaml",
            1 => "a/scaffold.yaml",
            2 => $"{folder}/catalog-info.yaml",
            _ => $"{folder}/skeleton/catalog-info.yaml",
        };
        if (random.Next(5) == 0)
        {
            files.Remove(path);
            return;
        }

        files[path] = random.Next(5) switch
        {
            0 => Component($"{folder}-{random.Next(3)}"),
            1 => Component("${{ values.name }}"),
            2 =>
                Documents(Location($"../{Folders[random.Next(Folders.Length)]}/scaffold.yaml")).Replace(
                    "name: all", $"name: {folder}", StringComparison.Ordinal),
            3 => Documents(Template($"../{Folders[random.Next(Folders.Length)]}{(random.Next(2) == 0 ? "/skeleton" : "")}"), Component($"{folder}-t")),
            _ => Template("./skeleton"),
        };
    }

    private static List<string> Skeletons(BuiltCatalog catalog) =>
        [.. catalog.Reader().AllFiles("acme").Where(f => f.IsSkeleton).Select(f => f.Path).Order(StringComparer.Ordinal)];

    // What is kept in its last good state is in no catalog that is built from scratch.
    private static List<string> Current(BuiltCatalog catalog) =>
        [
            .. catalog.Reader()
                .AllEntries()
                .SelectMany(e => e.Definitions.Where(d => d.Stale is null).Select(d => $"{e.Ref} {d.File}"))
                .Order(StringComparer.Ordinal),
        ];

    private static string Template(string url) => $"""
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: t
        spec:
          type: service
          steps:
            - action: fetch:template
              input:
                url: {url}

        """;

    private List<string> Refs() => [.. _catalog.Reader().AllEntries().Where(e => e.Exists).Select(e => e.Ref.ToString()).Order(StringComparer.Ordinal)];
}
