using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Catalog.Diffing;

/// <summary>Values of a descriptor for a list of changes: shortened to the difference, and without secrets.</summary>
internal static class FieldText
{
    /// <summary>The most characters of a value that are kept.</summary>
    public const int Longest = 200;

    // If two long texts have a common beginning, only the end of it is shown before the difference.
    private const int ShownBefore = 40;
    private const string Cut = "…";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether two values are the same: <c>1</c> is not <c>"1"</c>.</summary>
    public static bool IsSame(YamlScalar x, YamlScalar y) =>
        x.Type == y.Type && (x.Type switch
        {
            YamlType.Null => true,
            YamlType.Boolean => x.IsFalsy == y.IsFalsy,
            YamlType.Number => x.Number.Equals(y.Number),
            _ => x.Text == y.Text,
        });

    public static string Of(YamlNode value) => Short(Plain(value), 0);

    public static string Of(IReadOnlyList<YamlNode> items) => Short(Json(new YamlSequence(items, 0, 0)), 0);

    /// <summary>A complete value, to be compared with another.</summary>
    public static string Whole(YamlScalar value) => Json(value);

    /// <summary>Two different values, each shortened to the difference.</summary>
    public static (string? Old, string? New) Pair(YamlNode? before, YamlNode? after)
    {
        var (old, now) = (before is null ? null : Plain(before), after is null ? null : Plain(after));
        if (old is null || now is null)
        {
            return (old is null ? null : Short(old, 0), now is null ? null : Short(now, 0));
        }

        // Only quotes distinguish text from numbers.
        if (old == now)
        {
            (old, now) = (Json(before!), Json(after!));
        }

        var from = old.Length <= Longest && now.Length <= Longest ? 0 : Start(old, now);
        return (Short(old, from), Short(now, from));
    }

    private static string Plain(YamlNode value) =>
        value is YamlScalar { Type: YamlType.String, Text: var text } ? SecretShape.Cover(text) : SecretShape.Cover(Json(value));

    private static string Json(YamlNode value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            YamlAsJson.Write(value, json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static int Start(string old, string now)
    {
        var from = Math.Max(0, old.AsSpan().CommonPrefixLength(now) - ShownBefore);
        return from > 0 && char.IsLowSurrogate(old[from]) ? from + 1 : from;
    }

    private static string Short(string text, int from)
    {
        var end = Math.Min(text.Length, from + Longest);
        end = end < text.Length && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
        return (from > 0 ? Cut : "") + text[Math.Min(from, end)..end] + (end < text.Length ? Cut : "");
    }
}
