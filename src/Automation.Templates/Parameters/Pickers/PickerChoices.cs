using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Templates.Parameters.Forms;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>The entities that a picker offers.</summary>
/// <param name="Entities">The entities, in order, each with the name that people read.</param>
/// <param name="AllowsOther">Whether an answer can be something else.</param>
public sealed record PickerChoices(IReadOnlyList<(EntityRef Ref, string? Title)> Entities, bool AllowsOther)
{
    /// <summary>The choices of a field; null if it is not a picker of entities.</summary>
    public static PickerChoices? Of(ParameterField field, PickerCatalog catalog)
    {
        var options = new PickerOptions(field);
        IEnumerable<EntityRef>? offered = field.UiField switch
        {
            "MyGroupsPicker" => catalog.ActorGroups.OrderBy(g => g.ToString(), StringComparer.Ordinal),
            "OwnedEntityPicker" => EntityPickers.Offered(field.UiField, options, catalog)
                .Where(r => EntityPickers.Check(field.UiField, r.ToString(), "", options, catalog) is null),
            "OwnerPicker" or "EntityPicker" or "MultiEntityPicker" => EntityPickers.Offered(field.UiField, options, catalog),
            _ => null,
        };
        return offered is null ? null : new PickerChoices(
            [.. offered.Select(r => (r, TitleOf(catalog.Find(r))))],
            field.UiField is "OwnerPicker" or "EntityPicker" or "MultiEntityPicker" && options.AllowsAnything);
    }

    private static string? TitleOf(JsonObject? entity) =>
        Text((entity?["spec"]?["profile"] as JsonObject)?["displayName"]) ?? Text((entity?["metadata"] as JsonObject)?["title"]);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
