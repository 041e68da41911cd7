using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Parameters.Forms;
using Automation.Testing;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Templates.Tests.Parameters;

/// <summary>The parameters of each real template of the conformance set are accepted or refused as Backstage's scaffolder did.</summary>
public sealed class DocumentConformanceTests
{
    [Fact]
    public void Parameters_of_real_templates_get_the_verdict_of_the_scaffolder()
    {
        var path = Conformance.PathOf("template-documents.json");
        Assert.SkipWhen(path is null, Conformance.Absent);

        var wrong = JsonNode.Parse(File.ReadAllText(path))!.AsArray()
            .Select(c => c!.AsObject())
            .Where(c => (Form(c).Validate(c["parameters"]!.AsObject()).Count == 0) != (c["validationErrors"]!.AsArray().Count == 0))
            .Select(c => $"{c["id"]}: {c["validationErrors"]!.ToJsonString()}")
            .ToList();

        wrong.ShouldBeEmpty();
    }

    private static ParameterForm Form(JsonObject document)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var file = YamlFile.Read(SourceText.Decode("template.yaml", System.Text.Encoding.UTF8.GetBytes((string)document["text"]!)), YamlLimits.Source);
            YamlAsJson.Write((YamlMapping)file.Documents[0].Root!, json);
        }

        return ParameterForm.Read(JsonNode.Parse(buffer.ToArray())!["spec"]!["parameters"]);
    }
}
