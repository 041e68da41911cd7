using System.Text.Json.Nodes;
namespace Automation.Templates.Parameters;
public static class ParameterSchema { public static IReadOnlyList<ParameterError> Validate(JsonObject schema, JsonNode? instance) => []; }
public sealed record ParameterError(string Pointer, string Keyword, string Message);
