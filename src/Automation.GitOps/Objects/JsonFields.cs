using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.GitOps.Objects;

/// <summary>Fields of JSON that another program or a person wrote: a field of another type counts as absent.</summary>
public static class JsonFields
{
    /// <summary>Text that is not empty: in the Kubernetes API, an empty string is the same as none.</summary>
    public static string? Text(this JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    /// <summary>Whether a field is the literal true.</summary>
    public static bool IsTrue(this JsonObject? json, string name) => json?[name]?.GetValueKind() == JsonValueKind.True;

    public static JsonObject? Object(this JsonObject? json, string name) => json?[name] as JsonObject;

    /// <summary>The maps of a list, or nothing.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject? json, string name) => (json?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The texts of a list, or nothing.</summary>
    public static IEnumerable<string> Texts(this JsonObject? json, string name) => (json?[name] as JsonArray)?
        .OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>()) ?? [];

    /// <summary>The texts of a map, or nothing.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TextMap(this JsonObject? json, string name) => json.Object(name)?
        .Where(p => p.Value?.GetValueKind() == JsonValueKind.String).Select(p => KeyValuePair.Create(p.Key, p.Value!.GetValue<string>())) ?? [];

    /// <summary>A YAML value as JSON; aliases are written out, and whole numbers keep their digits.</summary>
    public static JsonNode? Of(YamlNode node) => YamlAsJson.Node(node, keepsDigits: true);
}
