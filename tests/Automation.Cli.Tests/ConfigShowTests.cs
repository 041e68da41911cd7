using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary><c>automation config show</c>: every setting with the line that it comes from.</summary>
public sealed class ConfigShowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Each_setting_has_its_origin()
    {
        _folder.With("organisation.yml", """
            fail-on: warning
            required:
              - kind: Component
                type: service
                annotations: [backstage.io/techdocs-ref]
                tags: [owned]
            rules:
              catalog/tag-format: warning
              owners/disagree: error
            owners:
              aliases:
                "@acme/ops": group:default/operations
            """);
        _folder.With(".github/automation.yml", """
            descriptors: [catalog-info.yaml, "services/*/catalog-info.yaml"]
            rules:
              owners/disagree: { severity: off, paths: ["legacy/**"] }
            allowed:
              types:
                Component: [service, library]
            names:
              Component: "[a-z-]+"
            baseline: .github/accepted.json
            """);
        _folder.With(".github/accepted.json", """{"version":1,"findings":[]}""");

        Snapshot.Match(Run.Automation("config", "show", "--config", "organisation.yml").In(_folder.Path).Go().Ends(0).Output, "config-show.txt");
    }

    [Fact]
    public void Every_key_of_the_schema_is_shown()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schemas", "automation.schema.json")));
        string[] maps = ["rules", "required", "names", "baseline", "scaffold"];

        var shown = Run.Automation("config", "show", "--format", "jsonl")
            .In(_folder.Path)
            .Go()
            .Ends(0).Lines
            .Select(l => l.Text("key")!.Split('.')[0])
            .Distinct();

        shown.Order(StringComparer.Ordinal)
            .ShouldBe(schema.RootElement.GetProperty("properties")
                .EnumerateObject()
                .Select(p => p.Name)
                .Except(["$schema", .. maps])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Json_lines_name_the_file_and_the_line()
    {
        _folder.With(".github/automation.yml", "owners:\n  inherit: true\n");

        var lines = Run.Automation("config", "show", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Lines.Select(l => l.GetRawText()).ToList();

        lines.ShouldContain("""{"key":"owners.inherit","value":"true","file":".github/automation.yml","line":2}""");
        lines.ShouldContain("""{"key":"fail-on","value":"error","file":null,"line":null}""");
        lines.ShouldContain("""{"key":"allowed.kinds","value":[],"file":null,"line":null}""");
    }

    [Fact]
    public void A_configuration_that_cannot_be_understood_is_refused()
    {
        _folder.With(".github/automation.yml", "fail-on: sometimes\n");

        Run.Automation("config", "show").In(_folder.Path).Go().Ends(2).Output.ShouldBeEmpty();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
