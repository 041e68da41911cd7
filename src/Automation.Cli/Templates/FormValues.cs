using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;

namespace Automation.Cli.Templates;

/// <summary>The values of a form while a person fills it in.</summary>
/// <param name="given">The values that the person need not be asked for.</param>
/// <param name="catalog">The catalog; null without one.</param>
internal sealed class FormValues(ParameterForm form, JsonObject given, PickerCatalog? catalog)
{
    /// <summary>The answers so far, without defaults that no one was asked about.</summary>
    public JsonObject Answers { get; } = given.DeepClone().AsObject();

    /// <summary>Whether a required value has neither an answer nor a default.</summary>
    public bool LacksSomething => form.Validate(form.WithDefaults(Answers)).Any(e => e.Keyword == "required");

    /// <summary>The properties to ask for, given the answers so far, which decide which branches of the schema apply.</summary>
    public IEnumerable<ParameterField> Shown => form.Shown(form.WithDefaults(Answers))
        .Where(f => !f.IsHidden && !f.Schema.ContainsKey("const") && !f.Path.Contains(ParameterField.AnyItem) && f.Schema["properties"] is not JsonObject);

    /// <summary>The answer to a property; null if there is none.</summary>
    public JsonNode? this[ParameterField field] => At(field.Path);

    /// <summary>Whether a property has an answer, if only that it is null.</summary>
    public bool Has(ParameterField field) =>
        At(field.Path.SkipLast(1)) is JsonObject parent && parent.ContainsKey(field.Path[^1]);

    public void Set(ParameterField field, JsonNode? answer) => Set(Answers, field, answer);

    /// <summary>Why an answer cannot be accepted; null if it can. Missing values of other properties do not count.</summary>
    public string? Problem(ParameterField field, JsonNode? answer)
    {
        var values = Answers.DeepClone().AsObject();
        Set(values, field, answer);
        values = form.WithDefaults(values);
        var pointer = string.Concat(field.Path.Select(p => $"/{p.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));
        return form.Validate(values).Concat(PickerCheck.Check(form, values, catalog))
            .FirstOrDefault(e => e.Pointer == pointer || e.Pointer.StartsWith(pointer + "/", StringComparison.Ordinal)) is { } error
            ? $"The value {error.Message}"
            : null;
    }

    private JsonNode? At(IEnumerable<string> path) => path.Aggregate((JsonNode?)Answers, (node, name) => (node as JsonObject)?[name]);

    private static void Set(JsonObject values, ParameterField field, JsonNode? answer)
    {
        foreach (var name in field.Path.SkipLast(1))
        {
            if (values[name] is not JsonObject)
            {
                values[name] = new JsonObject();
            }

            values = values[name]!.AsObject();
        }

        values[field.Path[^1]] = answer?.DeepClone();
    }
}
