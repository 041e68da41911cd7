using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Core;

namespace Automation.Jobs.Scaffolding;

/// <summary>The id of a run: the same request has the same id, so that it finds the records of an interrupted run.</summary>
internal static class ScaffoldRunId
{
    private const int Length = 16;

    /// <summary>The id for a template and its values. Secrets are no part of it.</summary>
    public static string Of(EntityRef template, JsonObject values) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{template}\n{Sorted(values)?.ToJsonString()}")))[..Length];

    // The order of members says nothing.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
