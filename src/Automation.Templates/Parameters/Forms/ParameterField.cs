using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Templates.Parameters.Forms;

/// <summary>One property that a person fills in.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Path">Where it is in the values, from the outermost object inwards; <see cref="AnyItem"/> stands for each item of a list.</param>
/// <param name="Page">The page of the form, from 1.</param>
/// <param name="IsRequired">Whether it is required on the page, or where it is conditional, in its branch.</param>
/// <param name="IsConditional">Whether it exists only for some values of other properties.</param>
/// <param name="Schema">The schema of the property.</param>
public sealed record ParameterField(string Name, IReadOnlyList<string> Path, int Page, bool IsRequired, bool IsConditional, JsonObject Schema)
{
    /// <summary>In a path: each item of a list.</summary>
    public const string AnyItem = "*";

    public string Title => Text("title") ?? Name;

    public string? Description => Text("description") ?? Text("ui:help");

    /// <summary>The type; of several the first that is not null.</summary>
    public string? Type => Schema["type"] is JsonArray list ? list.Select(TextOf).FirstOrDefault(t => t is not null and not "null") : Text("type");

    /// <summary>The values that can be chosen, from <c>enum</c> or from alternatives with <c>const</c>; of a list of choices, those of its items.</summary>
    public IReadOnlyList<JsonNode?> Choices => ChoicesOf(Schema) is { Count: > 0 } own ? own : Schema["items"] is JsonObject items ? ChoicesOf(items) : [];

    /// <summary>The labels of the choices, in the same order; there can be fewer labels than choices.</summary>
    public IReadOnlyList<string> ChoiceNames => NamesOf(Schema) is { Count: > 0 } own ? own : Schema["items"] is JsonObject items ? NamesOf(items) : [];

    /// <summary>The value in the form before anybody changes it.</summary>
    public JsonNode? Default => Schema["const"] ?? Schema["default"];

    public string? UiField => Text("ui:field") ?? TextOf(UiOptions["field"]);

    public string? UiWidget => Text("ui:widget") ?? TextOf(UiOptions["widget"]);

    public JsonObject UiOptions => Schema["ui:options"] as JsonObject ?? [];

    /// <summary>Whether the form keeps it out of sight, so that its value is its default.</summary>
    public bool IsHidden => UiWidget == "hidden";

    /// <summary>Whether the form keeps its value among the secrets of the run, or hides what is typed.</summary>
    public bool IsSecret => IsStoredAsSecret || UiWidget == "password";

    /// <summary>Whether the form keeps its value among the secrets, and in the parameters as many asterisks as it has characters.</summary>
    public bool IsStoredAsSecret => UiField == "Secret" || UiWidget == "Secret";

    /// <summary>The secret in which the picker stores the token of the person who fills the form in; null if it asks for none.</summary>
    public string? SecretsKey => UiOptions["requestUserCredentials"] is JsonObject request ? TextOf(request["secretsKey"]) : null;

    private string? Text(string name) => TextOf(Schema[name]);

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static List<JsonNode?> ChoicesOf(JsonObject schema) =>
        schema["enum"] is JsonArray list ? [.. list] : Alternatives(schema) is { } alternatives ? [.. alternatives.Select(a => a["const"])] : [];

    private static List<string> NamesOf(JsonObject schema) => (schema["enumNames"] ?? schema["ui:enumNames"]) is JsonArray list
        ? [.. list.Select(n => TextOf(n) ?? n?.ToJsonString() ?? "null")]
        : [.. (Alternatives(schema) ?? []).Select(a => TextOf(a["title"]) ?? TextOf(a["const"]) ?? a["const"]?.ToJsonString() ?? "null")];

    private static List<JsonObject>? Alternatives(JsonObject schema) =>
        (schema["oneOf"] ?? schema["anyOf"]) is JsonArray list && list.All(a => a is JsonObject one && one.ContainsKey("const"))
            ? [.. list.OfType<JsonObject>()]
            : null;
}
