using System.Text.Json.Nodes;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// How large a schema and a value can be. A schema without <c>$ref</c> is a tree, so work is at most its size times the size of the value; <see cref="Work"/>
/// bounds that product. The largest of 202 public templates has 1,900 values in a page.
/// </summary>
internal static class SchemaLimits
{
    /// <summary>Levels of objects and lists within each other.</summary>
    public const int Depth = 64;

    /// <summary>Values in a schema or an instance: objects, lists, texts, numbers.</summary>
    public const int Values = 50_000;

    /// <summary>Characters in one name of a property. The validator writes paths of names as URLs, whose length .NET limits to 65,519.</summary>
    public const int Name = 512;

    /// <summary>Steps of one validation: a keyword met, an item compared, 1,000 characters matched.</summary>
    public const int Work = 2_000_000;

    public const int Errors = 100;

    /// <summary>What is too large or cannot be read in the schema or the value; null if nothing.</summary>
    public static string? Excess(JsonNode? node, string what)
    {
        var left = Values;
        return Excess(node, what, 0, ref left);
    }

    private static string? Excess(JsonNode? node, string what, int depth, ref int left)
    {
        if (--left < 0)
        {
            return $"The {what} has more than {Values:N0} values. Make it smaller.";
        }

        if (depth > Depth)
        {
            return $"The {what} is nested more than {Depth} levels deep. Reduce the nesting.";
        }

        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                if (Excess(item, what, depth + 1, ref left) is { } excess)
                {
                    return excess;
                }
            }
        }
        else if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                if (name.Length > Name)
                {
                    return $"The {what} has a property whose name is longer than {Name} characters. Use a shorter name.";
                }

                if (Excess(value, what, depth + 1, ref left) is { } excess)
                {
                    return excess;
                }
            }
        }

        return null;
    }
}
