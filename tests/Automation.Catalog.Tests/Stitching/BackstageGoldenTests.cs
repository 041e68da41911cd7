using System.Text.Json.Nodes;
using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Text;
using Automation.Testing;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>What the real Backstage made of synthetic organisations, PostgreSQL and SQLite alike, is made of them here.</summary>
public sealed class BackstageGoldenTests
{
    private static readonly string[] LocationAnnotations = ["backstage.io/managed-by-location", "backstage.io/managed-by-origin-location"];

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void Every_entity_and_relation_is_Backstages(int repositories)
    {
        var golden = Conformance.PathOf($"catalog/golden-{repositories}.json");
        Assert.SkipWhen(golden is null, Conformance.Absent);
        using var organisation = SyntheticOrganisation.Of(repositories);

        var catalog = new BuiltCatalog { AsBackstage = true };
        catalog.Build(organisation.Tree());

        var expected = JsonNode.Parse(File.ReadAllText(golden!))!
            .AsArray()
            .OfType<JsonObject>()
            .Where(e => (string?)e["kind"] != "Location")
            .Select(Comparable)
            .ToList();
        var actual = catalog.Reader().AllEntries().Where(e => e.Exists).Select(e => Comparable(Json(catalog.Reader(), e))).ToList();
        expected.Count.ShouldBeGreaterThan(200);
        actual.Except(expected, StringComparer.Ordinal).ShouldBeEmpty();
        expected.Except(actual, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void One_bad_target_costs_Backstage_the_whole_Location_and_us_that_target()
    {
        var golden = Conformance.PathOf("catalog/golden-100-single-location-faulty.json");
        Assert.SkipWhen(golden is null, Conformance.Absent);
        using var organisation = SyntheticOrganisation.Of(100);
        var root = new SourceFiles([new Glob("all-locations.yaml")], []);
        var (catalog, backstage) = (new BuiltCatalog { DescriptorFiles = root }, new BuiltCatalog { DescriptorFiles = root, AsBackstage = true });

        catalog.Build(organisation.Tree());
        backstage.Build(organisation.Tree());

        // The one that Backstage has is the Location that it makes of its configuration.
        JsonNode.Parse(File.ReadAllText(golden!))!.AsArray().Count.ShouldBe(1);
        Refs(backstage).ShouldBeEmpty();
        Refs(catalog).Count.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void One_bad_document_costs_that_document_only()
    {
        using var organisation = SyntheticOrganisation.Of(100);
        var (catalog, backstage) = (new BuiltCatalog(), new BuiltCatalog { AsBackstage = true });

        catalog.Build(organisation.Tree());
        backstage.Build(organisation.Tree());

        var (ours, theirs) = (Refs(catalog), Refs(backstage));
        theirs.Except(ours).ShouldBeEmpty();
        ours.Count.ShouldBeGreaterThan(theirs.Count);
    }

    private static List<string> Refs(BuiltCatalog catalog) => [.. catalog.Reader().AllEntries().Where(e => e.Exists).Select(e => e.Ref.ToString())];

    private static JsonObject Json(StoredCatalog reader, IndexEntry entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(buffer))
        {
            var file = Yaml.YamlFile.Read(Core.Text.SourceText.Decode("entity.yaml", reader.Descriptor(entry.Ref)!.Value.Span), YamlLimits.Source);
            YamlAsJson.Write((YamlMapping)file.Documents[0].Root!, json);
        }

        var node = JsonNode.Parse(buffer.ToArray())!.AsObject();
        node["relations"] = new JsonArray([.. entry.AllRelations().Select(r => new JsonObject { ["targetRef"] = r.Target.ToString(), ["type"] = r.Type })]);
        return node;
    }

    private static string Comparable(JsonObject entity)
    {
        var copy = entity.DeepClone();
        foreach (var annotation in LocationAnnotations)
        {
            copy["metadata"]!["annotations"]!.AsObject().Remove(annotation);
        }

        return Sorted(copy)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
