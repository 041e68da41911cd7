using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Text;
using Automation.Templates.Documents;
using Automation.Templates.Tests.Parameters;
using Automation.Templates.Workflows;

namespace Automation.Templates.Tests.Workflows;

/// <summary>The workflow of a template, as GitHub reads it.</summary>
internal sealed class GeneratedWorkflow(TemplateWorkflow workflow)
{
    public string Text => workflow.Text;

    public IReadOnlyList<string> Notes => workflow.Notes;

    public JsonObject Root { get; } = JsonAsYaml.Read(SourceText.Of("", workflow.Text)).ShouldNotBeNull($"This is not YAML:\n{workflow.Text}");

    public JsonObject Inputs => Root["on"]!["workflow_dispatch"]?["inputs"] as JsonObject ?? [];

    public JsonArray Steps => Root["jobs"]!["scaffold"]!["steps"]!.AsArray();

    public JsonObject Environment => Steps[^1]!["env"] as JsonObject ?? [];

    /// <summary>The inputs of the action.</summary>
    public JsonObject With => Steps[^1]!["with"]!.AsObject();

    /// <summary>Of a template with these parameters.</summary>
    /// <param name="parameters">The parameters, in JSON with single quotes.</param>
    /// <param name="offered">The entities that inputs offer.</param>
    /// <param name="actions">The actions of its steps.</param>
    public static GeneratedWorkflow Of(string parameters, OfferedEntities? offered = null, params string[] actions) =>
        Of(QuotedJson.Of(parameters), offered, actions);

    public static GeneratedWorkflow Of(JsonNode? parameters, OfferedEntities? offered = null, params string[] actions) =>
        new(TemplateWorkflow.Create(Template(parameters, actions), "new/template.yaml", offered));

    public static TemplateDocument Template(JsonNode? parameters, params string[] actions) => new(
        new EntityRef("Template", "default", "service"),
        new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "service" },
            ["spec"] = new JsonObject { ["parameters"] = parameters?.DeepClone() },
        },
        [.. actions.Select((a, i) => new TemplateStep($"step-{i}", a, a, null, null, null))]);

    public JsonObject Input(string id) => Inputs[id].ShouldBeOfType<JsonObject>();
}
