using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;

namespace Automation.Templates.Workflows;

/// <summary>One input of the form that GitHub shows.</summary>
/// <param name="Parameter">The parameter that it fills.</param>
/// <param name="Type">GitHub's type: string, number, boolean, choice or environment.</param>
/// <param name="IsRequired">Whether GitHub refuses a run without it.</param>
internal sealed record WorkflowInput(string Id, string Parameter, string Type, bool IsRequired)
{
    /// <summary>The choice that stands for no value, since an empty one is not allowed.</summary>
    public const string None = "(none)";

    private const string EnvironmentOption = "environment";

    public required string Description { get; init; }

    /// <summary>The default value; null if there is none.</summary>
    public JsonNode? Default { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether it offers entities, where the workflow was written with a catalog.</summary>
    public bool IsOffered { get; init; }

    /// <summary>Whether a text stands for no value.</summary>
    public bool IsUnset(string text) => text == None && (IsOffered || Options is [None, ..]);

    /// <summary>Whether its text is JSON: a number, a boolean, or a choice of them.</summary>
    public bool IsJson { get; init; }

    /// <param name="field">A field that fits an input.</param>
    /// <param name="offered">The entities that can be chosen; null if there is no list.</param>
    public static WorkflowInput Create(string id, ParameterField field, IReadOnlyList<string>? offered)
    {
        var (type, options, isJson) = Kind(field, offered);
        var shown = Shown(field, type, options);
        return new WorkflowInput(id, field.Name, type, type != "boolean" && field.IsRequired && (field.Default is null || shown is not null))
        {
            Description = DescriptionOf(field, type) is { Length: > 0 } text ? text : id,
            Default = shown,
            // GitHub preselects the first choice where there is no default.
            Options = type == "choice" && shown is null ? [None, .. options] : options,
            IsJson = isJson,
            IsOffered = field.UiField is "OwnerPicker" or "EntityPicker",
        };
    }

    /// <summary>The input as it is written in the workflow.</summary>
    public JsonObject Write()
    {
        var input = new JsonObject { ["description"] = Description, ["type"] = Type };
        if (Options.Count > 0)
        {
            input["options"] = new JsonArray([.. Options.Select(o => (JsonNode)o)]);
        }

        if (Default is not null)
        {
            input["default"] = Default.DeepClone();
        }

        if (IsRequired)
        {
            input["required"] = true;
        }

        return input;
    }

    private static (string Type, IReadOnlyList<string> Options, bool IsJson) Kind(ParameterField field, IReadOnlyList<string>? offered)
    {
        if (offered is not null && AreChoices(offered))
        {
            return ("choice", offered, false);
        }

        if (Choices(field) is var (choices, isJson))
        {
            return ("choice", choices, isJson);
        }

        return field switch
        {
            { Type: "boolean" } => ("boolean", [], true),
            { Type: "number" or "integer" } => ("number", [], true),
            _ when field.UiOptions["workflowInput"]?.ToJsonString() == $"\"{EnvironmentOption}\"" => (EnvironmentOption, [], false),
            _ => ("string", [], false),
        };
    }

    // All texts, or all numbers: of a mixture, 1 and "1" would look the same.
    private static (IReadOnlyList<string>, bool)? Choices(ParameterField field)
    {
        if (field.Type == "boolean" || field.Choices.Count > WorkflowLimits.Choices)
        {
            return null;
        }

        var isJson = field.Choices.All(c => c?.GetValueKind() == JsonValueKind.Number);
        var texts = field.Choices.Select(c => isJson ? c!.ToJsonString() : TextOf(c) ?? "").ToList();
        return AreChoices(texts) ? (texts, isJson) : null;
    }

    private static bool AreChoices(IReadOnlyList<string> texts) =>
        texts.Count is > 0 and <= WorkflowLimits.Choices
        && texts.All(t => WorkflowText.IsValue(t) && t != None)
        && texts.Sum(t => t.Length) <= WorkflowLimits.ChoiceText
        && texts.Distinct(StringComparer.OrdinalIgnoreCase).Count() == texts.Count;

    private static JsonNode? Shown(ParameterField field, string type, IReadOnlyList<string> options) => (type, field.Default) switch
    {
        (_, null) => null,
        ("boolean", var value) => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value : null,
        ("number", var value) => value.GetValueKind() == JsonValueKind.Number && value.ToJsonString().Length <= WorkflowLimits.Value ? value : null,
        ("choice", var value) => (JsonNode?)Chosen(field, TextOf(value) ?? value.ToJsonString(), options),
        (_, var value) => TextOf(value) is { } text && WorkflowText.IsValue(text) ? value : null,
    };

    // A default may be a short form of an offered ref.
    private static string? Chosen(ParameterField field, string text, IReadOnlyList<string> options) =>
        options.Contains(text) ? text
        : field.UiField is { } picker && EntityPickers.Named(picker, text, new PickerOptions(field)) is { } named && options.Contains(named.ToString())
            ? named.ToString()
            : null;

    private static string DescriptionOf(ParameterField field, string type)
    {
        var names = field.ChoiceNames.Count == field.Choices.Count && type == "choice"
            ? field.Choices.Zip(field.ChoiceNames, (c, n) => (Choice: TextOf(c) ?? c?.ToJsonString() ?? "", Name: n)).Where(c => c.Choice != c.Name).ToList()
            : [];
        string?[] parts =
        [
            field.Description is { Length: > 0 } description && description != field.Title ? $"{field.Title}: {description}" : field.Title,
            names.Count > 0 ? $"({string.Join(", ", names.Select(n => $"{n.Choice}: {n.Name}"))})" : null,
            type == "number" ? Range(field.Schema) : null,
            field.UiField == "RepoUrlPicker" ? $"({Location(field.UiOptions)})" : null,
        ];
        return WorkflowText.Line(string.Join(' ', parts.OfType<string>()), WorkflowLimits.Description);
    }

    private static string? Range(JsonObject schema) => (Number(schema["minimum"]), Number(schema["maximum"])) switch
    {
        (null, null) => null,
        (var least, null) => $"({least} or more)",
        (null, var most) => $"({most} or less)",
        var (least, most) => $"({least} to {most})",
    };

    private static string Location(JsonObject options) =>
        $"{First(options["allowedHosts"]) ?? "github.com"}?owner={First(options["allowedOwners"]) ?? "OWNER"}&repo={First(options["allowedRepos"]) ?? "NAME"}";

    private static string? First(JsonNode? node) => node is JsonArray list && list.Count > 0 ? TextOf(list[0]) : null;

    private static string? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? node.ToJsonString() : null;

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
