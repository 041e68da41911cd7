using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Forms;

/// <param name="Number">From 1.</param>
/// <param name="Schema">As it is written; an object if it is right.</param>
/// <param name="Fields">Every property, with those of branches and of inner objects.</param>
public sealed record ParameterPage(int Number, JsonNode? Schema, IReadOnlyList<ParameterField> Fields)
{
    public string? Title => Text("title");

    public string? Description => Text("description");

    private string? Text(string name) => Schema is JsonObject map && map[name]?.GetValueKind() == JsonValueKind.String ? map[name]!.GetValue<string>() : null;
}

/// <summary>The parameters of a template: <c>spec.parameters</c>, absent, one schema, or a list with one for each page.</summary>
public sealed record ParameterForm(IReadOnlyList<ParameterPage> Pages)
{
    public IEnumerable<ParameterField> Fields => Pages.SelectMany(p => p.Fields);

    /// <summary>The parameters whose values are secrets, including secrets inside an object.</summary>
    public IReadOnlySet<string> SecretNames { get; } =
        Pages.SelectMany(p => p.Fields).Where(f => f.IsSecret).Select(f => f.Path[0]).ToHashSet(StringComparer.Ordinal);

    public static ParameterForm Read(JsonNode? parameters)
    {
        var schemas = parameters switch { null => [], JsonArray list => list.ToList(), _ => [parameters] };
        return new ParameterForm([.. schemas.Select((schema, i) => new ParameterPage(i + 1, schema, ParameterFields.Of(schema, i + 1)))]);
    }

    /// <summary>The values with what the form would have filled in; what is given wins.</summary>
    public JsonObject WithDefaults(JsonObject values) => Pages.Aggregate(values, (given, page) => ParameterDefaults.Apply(page.Schema, given));

    public JsonObject WithoutSecrets(JsonObject values) =>
        new(values.Where(v => !SecretNames.Contains(v.Key)).Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone())));

    /// <summary>
    /// The errors of the values. As in Backstage, each page is validated on its own against all values: <c>additionalProperties: false</c> on one
    /// page refuses the
    /// properties of the others.
    /// </summary>
    public IReadOnlyList<ParameterError> Validate(JsonObject values) => [.. Pages.SelectMany(p => ParameterSchema.Validate(p.Schema, values)).Distinct()];

    /// <summary>The properties that the form shows for these values, in its order.</summary>
    public IReadOnlyList<ParameterField> Shown(JsonObject values) => [.. Pages.SelectMany(p => ParameterFields.Shown(p.Schema, p.Number, values))];
}
