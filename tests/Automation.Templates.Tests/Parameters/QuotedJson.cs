using System.Text.Json.Nodes;

namespace Automation.Templates.Tests.Parameters;

/// <summary>JSON in tests, with single quotes for double ones.</summary>
internal static class QuotedJson
{
    public static JsonNode? Of(string text) => JsonNode.Parse(text.Replace('\'', '"'));

    public static JsonObject Map(string text) => Of(text)!.AsObject();
}
