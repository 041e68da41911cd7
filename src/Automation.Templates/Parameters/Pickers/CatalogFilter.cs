using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>
/// A <c>catalogFilter</c>: one object whose conditions must all be true, or a list of objects of which one must match. A condition names a path such as
/// <c>metadata.annotations.example.com/tier</c> and one value, several, or <c>{exists: true}</c>; letter case does not matter (Backstage's catalog client).
/// </summary>
internal sealed class CatalogFilter
{
    // As deep as anything in a descriptor that somebody filters by.
    private const int Depth = 16;

    private readonly JsonNode? _filter;

    private CatalogFilter(JsonNode? filter) => _filter = filter;

    /// <summary>Reads a filter; null if the picker has none.</summary>
    public static CatalogFilter? Read(JsonNode? filter) => filter is JsonObject or JsonArray ? new CatalogFilter(filter) : null;

    public bool Includes(JsonObject entity)
    {
        var facts = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        Collect(entity, "", facts, 0);
        if (!facts.ContainsKey("metadata.namespace"))
        {
            Add(facts, "metadata.namespace", EntityRef.DefaultNamespace);
        }

        return _filter is JsonArray alternatives ? alternatives.OfType<JsonObject>().Any(a => IsMet(a, facts)) : IsMet((JsonObject)_filter!, facts);
    }

    private static bool IsMet(JsonObject conditions, Dictionary<string, HashSet<string>> facts) =>
        conditions.All(c => facts.TryGetValue(c.Key, out var values) && c.Value switch
        {
            JsonArray allowed => allowed.Any(a => values.Contains(TextOf(a))),
            JsonObject condition => condition["exists"]?.GetValueKind() == JsonValueKind.True,
            var one => values.Contains(TextOf(one)),
        });

    // Lists stand for each of their items; a relation for its targets.
    private static void Collect(JsonNode? node, string path, Dictionary<string, HashSet<string>> facts, int depth)
    {
        if (depth > Depth)
        {
            return;
        }

        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    if (path.Length == 0 && name == "relations")
                    {
                        CollectRelations(value, facts);
                    }
                    else
                    {
                        Collect(value, path.Length == 0 ? name : $"{path}.{name}", facts, depth + 1);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Collect(item, path, facts, depth + 1);
                    if (item?.GetValueKind() == JsonValueKind.String)
                    {
                        Add(facts, $"{path}.{item.GetValue<string>()}", "true");
                    }
                }

                break;
            default:
                Add(facts, path, TextOf(node));
                break;
        }
    }

    private static void CollectRelations(JsonNode? relations, Dictionary<string, HashSet<string>> facts)
    {
        foreach (var relation in relations is JsonArray list ? list.OfType<JsonObject>() : [])
        {
            Add(facts, $"relations.{TextOf(relation["type"])}", TextOf(relation["targetRef"]));
        }
    }

    private static void Add(Dictionary<string, HashSet<string>> facts, string path, string value)
    {
        if (!facts.TryGetValue(path, out var values))
        {
            facts[path] = values = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        }

        values.Add(value);
    }

    private static string TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString() ?? "null";
}
