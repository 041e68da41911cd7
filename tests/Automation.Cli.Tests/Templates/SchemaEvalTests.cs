using System.Text.Json.Nodes;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary><c>automation template eval</c>, lines with the mode <c>schema</c>.</summary>
public sealed class SchemaEvalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Each_line_gets_a_verdict_with_its_errors()
    {
        var lines = Evaluated(
            """{"mode":"schema","schema":{"properties":{"name":{"type":"string","required":true}}},"instance":{"name":"orders"}}""",
            """{"mode":"schema","schema":{"properties":{"name":{"type":"string","required":true}}},"instance":{}}""",
            """{"mode":"schema","schema":{"minLength":2},"instance":"a"}""",
            """{"mode":"value","template":"${{ 1 + 1 }}"}""");

        lines.ShouldBe(
        [
            """{"valid":true,"errors":[]}""",
            """{"valid":false,"errors":[{"pointer":"/name","keyword":"required","message":"is required. Give it a value."}]}""",
            """{"valid":false,"errors":[{"pointer":"","keyword":"minLength","message":"must have at least 2 characters."}]}""",
            """{"value":2}""",
        ]);
    }

    [Fact]
    public void Defaults_are_not_applied() =>
        Evaluated("""{"mode":"schema","schema":{"required":["a"],"properties":{"a":{"default":1}}},"instance":{}}""")
            .ShouldHaveSingleItem()
            .ShouldContain("\"valid\":false");

    [Fact]
    public void Every_case_of_the_conformance_set_gets_the_verdict_of_the_scaffolder()
    {
        var path = Conformance.PathOf("template-schemas.json");
        Assert.SkipWhen(path is null, Conformance.Absent);
        var cases = JsonNode.Parse(File.ReadAllText(path))!.AsArray();

        var lines = Evaluated([.. cases.Select(c => new JsonObject
        {
            ["mode"] = "schema",
            ["schema"] = c!["schema"]!.DeepClone(),
            ["instance"] = c["instance"]?.DeepClone(),
        }.ToJsonString())]);

        lines.Select(l => (bool)JsonNode.Parse(l)!["valid"]!).ShouldBe(cases.Select(c => (bool)c!["valid"]!));
    }

    public void Dispose() => _folder.Dispose();

    private string[] Evaluated(params string[] requests) => Run.Automation("template", "eval")
        .In(_folder.Path)
        .Reading(string.Join('\n', requests) + "\n")
        .Go()
        .Ends(0).Output.TrimEnd('\n').Split('\n');
}
