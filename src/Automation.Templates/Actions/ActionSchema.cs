using System.Text.Json.Nodes;

namespace Automation.Templates.Actions;

/// <summary>Writes the schemas of actions. They are closed: an unknown member is an error, as in Backstage.</summary>
public static class ActionSchema
{
    /// <summary>An object with these members; a name that ends with <c>?</c> may be absent.</summary>
    public static JsonObject Object(params (string Name, JsonObject Schema)[] members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(m => KeyValuePair.Create(m.Name.TrimEnd('?'), (JsonNode?)m.Schema.DeepClone()))),
        ["required"] = new JsonArray([.. members.Where(m => !m.Name.EndsWith('?')).Select(m => JsonValue.Create(m.Name))]),
        ["additionalProperties"] = false,
    };

    public static JsonObject Text(string description) => Of("string", description);

    public static JsonObject Switch(string description) => Of("boolean", description);

    public static JsonObject Number(string description) => Of("number", description);

    public static JsonObject List(JsonObject items, string description) => new() { ["type"] = "array", ["items"] = items, ["description"] = description };

    public static JsonObject Texts(string description) => List(new JsonObject { ["type"] = "string" }, description);

    /// <summary>An object with members of any name.</summary>
    public static JsonObject Map(string description) => Of("object", description);

    /// <summary>An object with members of any name and one type.</summary>
    public static JsonObject MapOf(JsonObject values, string description) =>
        new() { ["type"] = "object", ["additionalProperties"] = values, ["description"] = description };

    public static JsonObject Choice(string description, params string[] texts) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. texts.Select(t => JsonValue.Create(t))]), ["description"] = description };

    public static JsonObject Anything(string description) => new() { ["description"] = description };

    /// <summary>A value of one of several types.</summary>
    public static JsonObject Either(string description, params JsonObject[] schemas) =>
        new() { ["anyOf"] = new JsonArray([.. schemas]), ["description"] = description };

    private static JsonObject Of(string type, string description) => new() { ["type"] = type, ["description"] = description };
}
