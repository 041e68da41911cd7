using System.Text.Json.Nodes;
using Automation.Cli.Rpc;
using Automation.Core.Text;

namespace Automation.Cli.Mcp;

/// <summary>A command that an agent can run: it only reads.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it answers, and when to use it.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Line">The command line, and what the command reads from standard input.</param>
internal sealed record McpTool(
    string Name,
    string Title,
    string Description,
    IReadOnlyList<McpParameter> Parameters,
    Func<McpArguments, (IReadOnlyList<string> Arguments, string Input)> Line)
{
    /// <summary>Whether it needs a stitched catalog.</summary>
    public bool NeedsCatalog { get; init; }

    /// <summary>The tool as <c>tools/list</c> has it (Model Context Protocol, "Tools").</summary>
    public JsonObject Describe() => new()
    {
        ["name"] = Name,
        ["title"] = Title,
        ["description"] = Description,
        ["inputSchema"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(Parameters.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Schema()))),
            ["required"] = new JsonArray([.. Parameters.Where(p => p.IsRequired).Select(p => (JsonNode?)p.Name)]),
            ["additionalProperties"] = false,
        },
        ["annotations"] = new JsonObject { ["readOnlyHint"] = true, ["destructiveHint"] = false, ["openWorldHint"] = false },
    };
}

/// <param name="Type">The type in JSON Schema: <c>string</c>, <c>integer</c>, <c>object</c>, or <c>array</c> for a list of texts.</param>
internal sealed record McpParameter(string Name, string Type, string Description, bool IsRequired = false)
{
    public JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = Type, ["description"] = Description };
        if (Type == "array")
        {
            schema["items"] = new JsonObject { ["type"] = "string" };
        }

        return schema;
    }
}

/// <summary>The arguments of a call, checked against the parameters of its tool.</summary>
internal sealed class McpArguments
{
    private const int MostItems = 1_000;

    private readonly JsonObject _values;

    /// <exception cref="RpcException">They do not fit the parameters.</exception>
    public McpArguments(McpTool tool, JsonObject values)
    {
        foreach (var (name, value) in values)
        {
            var parameter = tool.Parameters.FirstOrDefault(p => p.Name == name) ?? throw Invalid(Unknown(tool, name));
            if (!Fits(parameter, value))
            {
                throw Invalid($"'{name}' is not {(parameter.Type == "array" ? $"a list of at most {MostItems:N0} texts" : $"of type {parameter.Type}")}.");
            }
        }

        if (tool.Parameters.FirstOrDefault(p => p.IsRequired && !values.ContainsKey(p.Name)) is { } missing)
        {
            throw Invalid($"'{missing.Name}' is required: {missing.Description}.");
        }

        _values = values;
    }

    public string? Text(string name) => _values[name]?.GetValue<string>();

    public int? Number(string name) => _values[name]?.GetValue<int>();

    public IReadOnlyList<string> Texts(string name) => [.. (_values[name] as JsonArray ?? []).Select(v => v!.GetValue<string>())];

    public string Json(string name) => _values[name]?.ToJsonString() ?? "{}";

    private static bool Fits(McpParameter parameter, JsonNode? value) => parameter.Type switch
    {
        "string" => value is JsonValue text && text.TryGetValue<string>(out _),
        "integer" => value is JsonValue number && number.TryGetValue<int>(out _),
        "array" => value is JsonArray { Count: <= MostItems } list && list.All(v => v is JsonValue text && text.TryGetValue<string>(out _)),
        _ => value is JsonObject,
    };

    private static string Unknown(McpTool tool, string name)
    {
        var closest = DidYouMean.Closest(name, tool.Parameters.Select(p => p.Name));
        return $"'{VisibleText.Of(name, 100)}' is not a parameter of {tool.Name}.{(closest is null ? "" : $" Did you mean '{closest}'?")}";
    }

    private static RpcException Invalid(string message) => new(RpcException.InvalidParams, message);
}
