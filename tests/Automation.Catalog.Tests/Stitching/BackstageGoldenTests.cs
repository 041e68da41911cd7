using System.Text.Json.Nodes;
using Automation.Catalog.Judging;
using Automation.Catalog.Processing;
using Automation.Catalog.Stitching;
using Automation.Testing;
using Automation.Yaml.Writing;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>What the real Backstage made of synthetic organisations, PostgreSQL and SQLite alike, is made of them here.</summary>
public sealed class BackstageGoldenTests
{
    // The organisation's app-config allows these; a kind that it does not allow keeps its whole file out, as broken YAML does.
    private static readonly string[] Allowed = ["Component", "API", "Resource", "System", "Domain", "Group", "User", "Location"];

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void Every_entity_and_relation_is_Backstages(int repositories)
    {
        var golden = Conformance.PathOf($"catalog/golden-{repositories}.json");
        Assert.SkipWhen(golden is null, Conformance.Absent);
        using var organisation = SyntheticOrganisation.Of(repositories);

        var expected = JsonNode.Parse(File.ReadAllText(golden!))!.AsArray().OfType<JsonObject>().Where(e => (string?)e["kind"] != "Location").Select(e => Sorted(e)!.ToJsonString()).ToList();
        var catalog = StitchedCatalog.Of(organisation.Files().Where(IsTaken).SelectMany(f => EntityProcessor.Process(f, ManagedBy(f))));
        var actual = catalog.Entities.Select(e => Sorted(Json(catalog, e))!.ToJsonString()).ToList();

        expected.Count.ShouldBeGreaterThan(200);
        actual.Except(expected, StringComparer.Ordinal).ShouldBeEmpty();
        expected.Except(actual, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void One_bad_document_costs_that_document_only()
    {
        using var organisation = SyntheticOrganisation.Of(100);

        var files = organisation.Files().ToList();
        var catalog = StitchedCatalog.Of(files.SelectMany(f => EntityProcessor.Process(f, [])));

        var sound = files.SelectMany(f => f.Documents).Count(d => d.IsValid);
        (catalog.Entities.Count + catalog.Duplicates.Count).ShouldBe(sound);
        files.SelectMany(f => f.Documents).Where(d => !d.IsValid).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_written_is_read_again_as_the_same_entity()
    {
        using var organisation = SyntheticOrganisation.Of(100);

        foreach (var entity in organisation.Files().SelectMany(f => EntityProcessor.Process(f, ManagedBy(f))))
        {
            var written = CanonicalYaml.Write(entity.Body);
            var again = EntityProcessor.Process(DescriptorJudge.Judge(Core.Text.SourceText.Of("a.yaml", written), new Descriptors.DescriptorContext("a.yaml", null), Yaml.YamlLimits.Descriptor, TestContext.Current.CancellationToken), []).ShouldHaveSingleItem();
            CanonicalYaml.Write(again.Body).ShouldBe(written);
            again.Relations.ShouldBe(entity.Relations);
        }
    }

    private static bool IsTaken(FileJudgement file) => file.IsOk && file.Documents.All(d => Allowed.Contains(d.Descriptor?.Kind, StringComparer.OrdinalIgnoreCase));

    private static KeyValuePair<string, string>[] ManagedBy(FileJudgement file) =>
        [new("backstage.io/managed-by-location", file.Source.Path), new("backstage.io/managed-by-origin-location", file.Source.Path)];

    private static JsonNode Json(StitchedCatalog catalog, ProcessedEntity entity)
    {
        using var buffer = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(buffer))
        {
            YamlAsJson.Write(entity.Body, json);
        }

        var node = JsonNode.Parse(buffer.ToArray())!;
        node["relations"] = new JsonArray([.. catalog.RelationsOf(entity.Ref).Select(r => new JsonObject { ["targetRef"] = r.Target.ToString(), ["type"] = r.Type })]);
        return node;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
