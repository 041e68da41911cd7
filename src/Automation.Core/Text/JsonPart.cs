using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Core.Text;

/// <summary>
/// A part of JSON that another program wrote, read member by member. A member that is absent, null or of another type counts as absent, with everything in it.
/// </summary>
/// <param name="element">The part; it is valid as long as its document.</param>
public readonly struct JsonPart(JsonElement element)
{
    public JsonPart this[string name] =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? new JsonPart(member) : default;

    public bool Exists => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The text. Empty text counts as absent: GitHub writes it for missing text.</summary>
    /// <exception cref="InvalidOperationException">It contains half of a surrogate pair, which JSON allows and a string cannot represent.</exception>
    public string? Text => element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;

    public long? Number => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

    /// <summary>A copy of the object that can outlive its document.</summary>
    public JsonObject? Object => element.ValueKind == JsonValueKind.Object ? JsonNode.Parse(element.GetRawText()) as JsonObject : null;

    /// <summary>Whether it is the literal true.</summary>
    public bool IsTrue => element.ValueKind == JsonValueKind.True;

    /// <summary>Whether it is the literal false.</summary>
    public bool IsFalse => element.ValueKind == JsonValueKind.False;

    /// <summary>The objects of a list; empty if it is not a list. GitHub writes null in it for what it does not show.</summary>
    public IEnumerable<JsonPart> Items =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).Select(e => new JsonPart(e)) : [];

    /// <summary>The texts of a list; empty if it is not a list.</summary>
    public IEnumerable<string> Texts =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(e => new JsonPart(e).Text).OfType<string>() : [];

    /// <summary>The first item of a list.</summary>
    public JsonPart First => element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 ? new JsonPart(element[0]) : default;
}
