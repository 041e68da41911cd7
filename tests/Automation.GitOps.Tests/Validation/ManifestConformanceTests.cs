using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Schemas;
using Automation.GitOps.Validation;
using Automation.Testing;

namespace Automation.GitOps.Tests.Validation;

/// <summary>A real kube-apiserver, with Argo CD's definitions, accepts and rejects the same manifests; each invalid one is found by its layer and rule.</summary>
public sealed class ManifestConformanceTests
{
    // The names that the set gives to rules, and ours.
    private static readonly Dictionary<string, string> Rules = new(StringComparer.Ordinal)
    {
        ["gvk"] = "unknown-kind",
        ["additionalProperties"] = "unknown-field",
        ["dns1123"] = "name",
        ["meta required"] = "name",
        ["meta type"] = "metadata-type",
    };

    [Fact]
    public void With_the_definitions_every_verdict_of_the_server_is_ours()
    {
        var (cases, crds) = Read();

        Wrong(cases, SchemaSet.With(crds)).ShouldBeEmpty();
    }

    [Fact]
    public void Without_the_definitions_at_most_one_in_a_hundred_verdicts_differs()
    {
        var (cases, _) = Read();

        Wrong(cases, SchemaSet.BuiltIn).Count.ShouldBeLessThanOrEqualTo(cases.Count / 100);
    }

    [Fact]
    public void An_invalid_manifest_is_found_by_its_layer_and_rule()
    {
        var (cases, crds) = Read();
        var wrong = new List<string>();
        foreach (var expected in cases.Where(c => c["label"]!["expected"] is not null))
        {
            var label = expected["label"]!["expected"]!;
            var (layer, rule) = ((string)label["layer"]!, (string)label["rule"]!);
            var name = Rules.GetValueOrDefault($"{layer} {rule}") ?? Rules.GetValueOrDefault(rule) ?? rule.Split('/')[^1];
            var found = Validate(expected, SchemaSet.With(crds)).SelectMany(v => v.Findings)
                .Select(f => (ManifestRules.LayerOf(f.Rule).ToString().ToLowerInvariant(), f.Rule.Id.Split('/')[1], f.Pointer)).ToList();
            if (!found.Any(f => f.Item1 == layer && f.Item2 == name))
            {
                wrong.Add($"{expected["file"]}: {layer} {name} {label["path"]} but {string.Join("; ", found)}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_manifest_that_the_set_takes_as_valid_has_no_error()
    {
        var (cases, crds) = Read();

        cases.Where(c => c["label"]!["valid"] is JsonValue valid && (bool)valid)
            .Select(c => (c["file"], Findings: Validate(c, SchemaSet.With(crds)).Where(v => !v.IsValid).SelectMany(v => v.Findings).ToList()))
            .Where(c => c.Findings.Count > 0).Select(c => $"{c.Item1}: {c.Findings[0].Rule.Id} {c.Findings[0].Message}")
            .ShouldBeEmpty();
    }

    private static List<string> Wrong(IReadOnlyList<JsonObject> cases, SchemaSet schemas)
    {
        var wrong = new List<string>();
        foreach (var expected in cases)
        {
            var validated = Validate(expected, schemas);
            var accepted = (string)expected["apiserver"]! == "accepted";
            if (validated.All(v => v.IsServerValid) != accepted)
            {
                var why = validated.SelectMany(v => v.Findings).Select(f => $"{f.Rule.Id} {f.Message}");
                wrong.Add($"{expected["file"]}: the server {expected["apiserver"]}: {string.Join("; ", why)}");
            }
        }

        return wrong;
    }

    private static IReadOnlyList<ValidatedManifest> Validate(JsonObject expected, SchemaSet schemas) =>
        new ManifestValidation(schemas).Run(ManifestFile.Read(SourceText.Of((string)expected["file"]!, (string)expected["text"]!)));

    private static (IReadOnlyList<JsonObject> Cases, IReadOnlyList<KindSchema> Crds) Read()
    {
        var path = Conformance.PathOf("manifests.jsonl");
        Assert.SkipWhen(path is null, Conformance.Absent);
        var crds = Directory.EnumerateFiles(Conformance.PathOf("crds")!, "*.yaml").SelectMany(f => CrdReader.Read(SourceText.Of(f, File.ReadAllText(f)))).ToList();
        crds.Select(c => c.Kind).Order().ShouldBe(["AppProject", "Application", "ApplicationSet"]);
        return ([.. File.ReadLines(path).Select(l => JsonNode.Parse(l)!.AsObject())], crds);
    }
}
