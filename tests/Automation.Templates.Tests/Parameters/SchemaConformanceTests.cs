using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Schemas;
using Automation.Testing;

namespace Automation.Templates.Tests.Parameters;

/// <summary>Every pair of schema and value of the conformance set gets the verdict of Backstage's validator.</summary>
public sealed class SchemaConformanceTests
{
    [Fact]
    public void Values_get_the_verdict_of_the_scaffolder()
    {
        var path = Conformance.PathOf("template-schemas.json");
        Assert.SkipWhen(path is null, Conformance.Absent);

        var wrong = JsonNode.Parse(File.ReadAllText(path))!.AsArray()
            .Select(c => c!.AsObject())
            .Where(c => ParameterSchema.Validate(c["schema"], c["instance"]) is var errors && (errors.Count == 0) != (bool)c["valid"]!)
            .Select(c => $"{c["id"]}: {c["schema"]!.ToJsonString()} {c["instance"]?.ToJsonString()} {c["errors"]!.ToJsonString()}")
            .ToList();

        wrong.ShouldBeEmpty();
    }
}
