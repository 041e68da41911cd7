using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Templates.Steps;

/// <summary>Whether the value of a condition counts as true: unlike in a template, an empty list does not.</summary>
internal static class StepTruth
{
    public static bool Holds(JsonNode? value) => value switch
    {
        null => false,
        JsonArray items => items.Count > 0,
        JsonObject => true,
        _ => value.GetValueKind() switch
        {
            JsonValueKind.False or JsonValueKind.Null => false,
            JsonValueKind.String => value.GetValue<string>().Length > 0,
            JsonValueKind.Number => value.AsValue().TryGetValue<double>(out var number) ? number != 0 : value.ToJsonString() != "0",
            _ => true,
        },
    };
}
