using System.Text.Json;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>Whether Backstage's validator treats two JSON values as equal: numbers are doubles, and an object equals a list with the same keys.</summary>
internal static class JsonComparison
{
    public static bool AreEqual(JsonElement a, JsonElement b, SchemaWork work)
    {
        work.Spend(1);
        return a.ValueKind switch
        {
            JsonValueKind.Number => b.ValueKind == JsonValueKind.Number && a.GetDouble() == b.GetDouble(),
            JsonValueKind.String => b.ValueKind == JsonValueKind.String && a.ValueEquals(b.GetString()),
            JsonValueKind.Array => b.ValueKind == JsonValueKind.Array
                && a.GetArrayLength() == b.GetArrayLength()
                && a.EnumerateArray().Zip(b.EnumerateArray()).All(p => AreEqual(p.First, p.Second, work)),
            JsonValueKind.Object => IsContainer(b) && Members(a) is var ours && Members(b) is var theirs
                && ours.Count == theirs.Count
                && ours.All(m => theirs.TryGetValue(m.Key, out var other) && AreEqual(m.Value, other, work)),
            _ => a.ValueKind == b.ValueKind,
        };
    }

    /// <summary>Whether two items of a list are the same.</summary>
    public static bool HasDuplicates(JsonElement list, SchemaWork work)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<double>();
        var constants = new HashSet<JsonValueKind>();
        var containers = new List<JsonElement>();
        foreach (var item in list.EnumerateArray())
        {
            work.Spend(1);
            var isNew = item.ValueKind switch
            {
                JsonValueKind.String => texts.Add(item.GetString()!),
                JsonValueKind.Number => numbers.Add(item.GetDouble()),
                JsonValueKind.Array or JsonValueKind.Object => !containers.Any(c => AreEqual(c, item, work)),
                var constant => constants.Add(constant),
            };
            if (!isNew)
            {
                return true;
            }

            if (IsContainer(item))
            {
                containers.Add(item);
            }
        }

        return false;
    }

    private static bool IsContainer(JsonElement element) => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    private static Dictionary<string, JsonElement> Members(JsonElement container)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (container.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in container.EnumerateArray())
            {
                members[$"{members.Count}"] = item;
            }
        }
        else
        {
            foreach (var property in container.EnumerateObject())
            {
                members[property.Name] = property.Value;
            }
        }

        return members;
    }
}
