using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;

namespace Automation.Templates.Workflows;

/// <summary>The entities that an input offers for a field; null if there is no list.</summary>
/// <param name="input">The id of the input.</param>
/// <param name="field">A field with a picker of entities.</param>
public delegate IReadOnlyList<string>? OfferedEntities(string input, ParameterField field);

/// <summary>
/// The parameters of a template as inputs of a workflow. What does not fit an input, and what is beyond GitHub's number of inputs, goes into one input with a
/// JSON object. Hidden and constant parameters get their defaults in the run, and a secret is never an input.
/// </summary>
internal sealed record WorkflowForm(IReadOnlyList<WorkflowInput> Inputs, WorkflowInput? Json)
{
    /// <summary>The id of the input with the JSON object.</summary>
    public const string JsonId = "values";

    /// <summary>The input that names the new service, so that only one run per service happens at a time; null if there is none.</summary>
    public string? NameId { get; private init; }

    /// <summary>The inputs, the JSON object last.</summary>
    public IEnumerable<WorkflowInput> All => Json is null ? Inputs : Inputs.Append(Json);

    public static WorkflowForm Create(ParameterForm form, OfferedEntities? offered)
    {
        var fields = form.Fields
            .Where(f => f.Path.Count == 1 && !f.IsHidden && !f.IsSecret && !f.Schema.ContainsKey("const"))
            .DistinctBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        var fitting = WithIds(fields.Where(FitsInput));

        // The required ones first, if not all can have an input; the last place is for the JSON object.
        var chosen = fitting.Count == fields.Count && fitting.Count <= WorkflowLimits.Inputs
            ? fitting
            : [.. fitting.OrderByDescending(f => f.Field.IsRequired).Take(WorkflowLimits.Inputs - 1)];
        var ids = chosen.ToDictionary(f => f.Field.Name, f => f.Id, StringComparer.Ordinal);
        var inputs = fields.Where(f => ids.ContainsKey(f.Name)).Select(f => (Field: f, Input: InputOf(f, ids[f.Name], offered))).ToList();
        var rest = fields.Where(f => !ids.ContainsKey(f.Name)).ToList();
        return new WorkflowForm([.. inputs.Select(i => i.Input)], rest.Count == 0 ? null : JsonInput(rest))
        {
            NameId = (inputs.Find(i => i.Field.UiField == "EntityNamePicker").Input
                ?? inputs.Find(i => i.Field.Name is "name" or "component_id").Input
                ?? inputs.Find(i => i.Field.UiField == "RepoUrlPicker").Input)?.Id,
        };
    }

    private static WorkflowInput InputOf(ParameterField field, string id, OfferedEntities? offered) =>
        WorkflowInput.Create(id, field, field.UiField is "OwnerPicker" or "EntityPicker" ? offered?.Invoke(id, field) : null);

    // Of a name that is not an id, the characters that cannot be in one are replaced; a name that is an id keeps it. GitHub ignores letter case.
    private static List<(ParameterField Field, string Id)> WithIds(IEnumerable<ParameterField> fields)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { JsonId };
        return
        [
            .. fields.Select(f => (Field: f, Id: IdOf(f.Name)))
                .Where(f => f.Id.Length <= WorkflowLimits.Name && f.Id.Any(char.IsAsciiLetterOrDigit))
                .OrderBy(f => f.Id != f.Field.Name)
                .Where(f => taken.Add(f.Id)),
        ];
    }

    // docs.github.com, "Workflow syntax", on.workflow_dispatch.inputs: a letter or _ first, then letters, digits, - or _.
    private static string IdOf(string name)
    {
        var id = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return id.Length > 0 && (char.IsAsciiLetter(id[0]) || id[0] == '_') ? id : $"_{id}";
    }

    private static bool FitsInput(ParameterField field) =>
        !field.IsConditional && !field.Schema.ContainsKey("properties") && !field.Schema.ContainsKey("items") && field.Type switch
        {
            "string" or "number" or "integer" or "boolean" => true,
            null when field.Choices.Count > 0 => Are(field.Choices, JsonValueKind.String) || Are(field.Choices, JsonValueKind.Number),
            null => field.UiField is not null || field.Default?.GetValueKind() == JsonValueKind.String,
            _ => false,
        };

    private static bool Are(IReadOnlyList<JsonNode?> values, JsonValueKind kind) => values.All(v => v?.GetValueKind() == kind);

    private static WorkflowInput JsonInput(List<ParameterField> rest)
    {
        var isRequired = rest.Exists(f => f is { IsRequired: true, IsConditional: false, Default: null });
        var described = string.Join("; ", rest.Select(Described));
        return new WorkflowInput(JsonId, JsonId, "string", isRequired)
        {
            Description = WorkflowText.Line($"More values, as one JSON object: {described}", WorkflowLimits.JsonDescription),
            Default = isRequired ? null : "{}",
        };
    }

    private static string Described(ParameterField field)
    {
        var schema = field.Schema;
        var choices = string.Join(", ", field.Choices.Take(WorkflowLimits.Choices).Select(c => c?.ToJsonString() ?? "null"));
        var inner = (schema["properties"] ?? (schema["items"] as JsonObject)?["properties"]) as JsonObject;
        string?[] facts =
        [
            field.Type,
            field is { IsRequired: true, IsConditional: false, Default: null } ? "required" : null,
            field.IsConditional ? "only for some values of other parameters" : null,
            choices.Length > 0 ? $"of {choices}" : null,
            inner is { Count: > 0 } ? $"with {string.Join(", ", inner.Select(p => p.Key))}" : null,
        ];
        var known = string.Join(", ", facts.OfType<string>());
        return known.Length == 0 ? field.Name : $"{field.Name} ({known})";
    }
}
