using System.Text.Json.Nodes;

namespace Automation.Templates.Documents;

/// <param name="Id">The id; <c>step-1</c> for a first step without one.</param>
/// <param name="Name">The name; its action's id where it has none.</param>
/// <param name="Action">The id of its action.</param>
/// <param name="Input">The input of the action, with expressions; null if it has none.</param>
/// <param name="If">The condition; null if it has none.</param>
/// <param name="Each">What to repeat it for; null if it is run once.</param>
public sealed record TemplateStep(string Id, string Name, string Action, JsonObject? Input, JsonValue? If, JsonNode? Each);
