using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Templates.Language.Values;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary>The input of an action, and its access to the run.</summary>
/// <param name="Input">The input, which its schema accepts.</param>
/// <param name="Workspace">The files of the run.</param>
/// <param name="Files">What can be fetched.</param>
/// <param name="Template">The ref of the template.</param>
/// <param name="StepId">The id of the step.</param>
/// <param name="Log">Writes a line for the person who runs the template.</param>
public sealed record ActionContext(JsonObject Input, Workspace Workspace, ITemplateFiles Files, EntityRef Template, string StepId, Action<string> Log)
{
    private readonly JsonObject _output = [];

    /// <summary>Whether the action only reports what it would do.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Adds a note for the person who runs the template, although the step succeeds.</summary>
    public Action<string> Note { get; init; } = _ => { };

    /// <summary>The total cost of the run's renderings.</summary>
    internal RunCost Cost { get; init; } = new();

    public JsonObject Results => _output;

    /// <summary>Gives a value to later steps.</summary>
    public void Output(string name, JsonNode? value) => _output[name] = value;

    /// <summary>A text of the input; null if there is none.</summary>
    public string? Text(string name) => Input[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A text that the schema requires.</summary>
    public string Required(string name) => Text(name) ?? throw new StepException($"The input has no '{name}'.");

    /// <summary>Whether a switch of the input is on.</summary>
    public bool Is(string name) => Input[name]?.GetValueKind() == JsonValueKind.True;

    /// <summary>The texts of a list of the input; null if there is none.</summary>
    public IReadOnlyList<string>? Texts(string name) => (Input[name] as JsonArray)?.Select(t => t?.ToString() ?? "").ToList();
}
