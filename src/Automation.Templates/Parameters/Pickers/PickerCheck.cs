using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>
/// Enforces what pickers allow. Backstage leaves that to its form: a template that is run through its API ignores <c>allowedOwners</c> or
/// <c>catalogFilter</c>.
/// Values that are absent or empty, or whose type is invalid, are not checked.
/// </summary>
public static class PickerCheck
{
    /// <summary>The errors of values that pickers do not allow. Without a catalog, pickers of entities are not checked.</summary>
    public static IReadOnlyList<ParameterError> Check(ParameterForm form, JsonObject values, PickerCatalog? catalog) =>
        [.. form.Shown(values).SelectMany(f => Values(values, f.Path, 0, "").SelectMany(v => Errors(f, v.Value, v.Pointer, catalog))).Distinct()];

    // Every value at a path, since a list has one for each item.
    private static IEnumerable<(JsonNode Value, string Pointer)> Values(JsonNode? node, IReadOnlyList<string> path, int at, string pointer)
    {
        if (node is null)
        {
            return [];
        }

        return at == path.Count ? [(node, pointer)] : (path[at], node) switch
        {
            (ParameterField.AnyItem, JsonArray list) => list.SelectMany((item, i) => Values(item, path, at + 1, $"{pointer}/{i}")),
            (var name, JsonObject map) => Values(map[name], path, at + 1, $"{pointer}/{Escaped(name)}"),
            _ => [],
        };
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static IEnumerable<ParameterError> Errors(ParameterField field, JsonNode value, string pointer, PickerCatalog? catalog)
    {
        if (value is JsonArray list)
        {
            // A picker can stand on a list, or on the items of one.
            var items = field.UiField is null && field.Schema["items"] is JsonObject schema ? field with { Schema = schema } : field;
            return list.SelectMany((item, i) => item is JsonArray or null ? [] : Errors(items, item, $"{pointer}/{i}", catalog));
        }

        if (value.GetValueKind() != JsonValueKind.String || value.GetValue<string>() is not { Length: > 0 } text)
        {
            return [];
        }

        var options = new PickerOptions(field);
        return field.UiField switch
        {
            "RepoUrlPicker" => RepositoryPicker.Check(text, pointer, options),
            "EntityPicker" or "OwnerPicker" or "MultiEntityPicker" or "OwnedEntityPicker" or "MyGroupsPicker" when catalog is null => [],
            "EntityPicker" or "OwnerPicker" or "MultiEntityPicker" or "OwnedEntityPicker" =>
                One(EntityPickers.Check(field.UiField, text, pointer, options, catalog)),
            "MyGroupsPicker" => One(EntityPickers.CheckMyGroups(text, pointer, catalog)),
            "EntityNamePicker" => One(NamePickers.CheckName(text, pointer)),
            "EntityTagsPicker" => One(NamePickers.CheckTag(text, pointer)),
            _ => [],
        };
    }

    private static IEnumerable<ParameterError> One(ParameterError? error) => error is null ? [] : [error];
}
