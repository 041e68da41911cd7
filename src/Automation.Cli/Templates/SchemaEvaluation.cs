using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Cli.Templates;

/// <summary>A line of <c>automation template eval</c> that validates a value: <c>{"mode":"schema","schema":…,"instance":…}</c>.</summary>
internal static class SchemaEvaluation
{
    public const string Mode = "schema";

    public static JsonObject Answer(JsonObject request)
    {
        var errors = ParameterSchema.Validate(request["schema"], request["instance"]);
        return new JsonObject
        {
            ["valid"] = errors.Count == 0,
            ["errors"] = new JsonArray([.. errors.Select(e => new JsonObject { ["pointer"] = e.Pointer, ["keyword"] = e.Keyword, ["message"] = e.Message })]),
        };
    }
}
