using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Templates.Updating;

/// <summary>
/// Merges two versions of a JSON object by its keys, for manifests whose lines are next to each other although they are independent. Only text in the
/// usual layout is merged, so that no other byte changes.
/// </summary>
internal static class JsonMerge
{
    private const int Deepest = 64;
    private const int WidestIndent = 8;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>
    /// The merged text, in the layout of ours; null if both changed the same value in different ways, or the text does not have that layout.
    /// </summary>
    public static string? Of(string @base, string ours, string theirs)
    {
        if (Object(@base) is not { } b || Object(ours) is not { } o || Object(theirs) is not { } t || Layout(ours) is not { } layout || layout.Of(o) != ours)
        {
            return null;
        }

        return Merged(b, o, t) is { } merged ? layout.Of(merged) : null;
    }

    /// <summary>Whether two texts are the same JSON in another layout.</summary>
    public static bool AreSame(string a, string b) => Object(a) is { } first && Object(b) is { } second && JsonNode.DeepEquals(first, second);

    /// <summary>JSON text in the layout of another text; unchanged if that has no clear layout.</summary>
    public static string InLayoutOf(string ours, string theirs) =>
        Object(ours) is { } o && Object(theirs) is { } t && Layout(ours) is { } layout && layout.Of(o) == ours ? layout.Of(t) : theirs;

    private static JsonObject? Object(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Reading) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // In the order of ours; what theirs adds comes after the key that it follows there.
    private static JsonObject? Merged(JsonObject b, JsonObject o, JsonObject t)
    {
        var order = o.Select(m => m.Key).ToList();
        string? previous = null;
        foreach (var (name, _) in t)
        {
            if (!o.ContainsKey(name))
            {
                order.Insert(previous is null ? 0 : order.IndexOf(previous) + 1, name);
            }

            previous = name;
        }

        var result = new JsonObject();
        foreach (var name in order)
        {
            if (!TryMerge(Member(b, name), Member(o, name), Member(t, name), out var value))
            {
                return null;
            }

            if (value is { } member)
            {
                result[name] = member.Value?.DeepClone();
            }
        }

        return result;
    }

    private static bool TryMerge(Present? b, Present? o, Present? t, out Present? result)
    {
        (var isMerged, result) = Same(o, t) || Same(t, b) ? (true, o) : Same(o, b) ? (true, t) : (false, null);
        if (!isMerged && o?.Value is JsonObject ours && t?.Value is JsonObject theirs && b is null or { Value: JsonObject }
            && Merged(b?.Value as JsonObject ?? [], (JsonObject)o!.Value.Value!, (JsonObject)t!.Value.Value!) is { } merged)
        {
            (isMerged, result) = (true, new Present(merged));
        }

        return isMerged;
    }

    private static Present? Member(JsonObject members, string name) => members.TryGetPropertyValue(name, out var value) ? new Present(value) : null;

    private static bool Same(Present? a, Present? b) => a is null ? b is null : b is not null && JsonNode.DeepEquals(a.Value.Value, b.Value.Value);

    // As package managers and most editors write it.
    private static JsonLayout? Layout(string text)
    {
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        if (line < 0 || line + 1 >= text.Length)
        {
            return new JsonLayout(' ', 0, text.EndsWith('\n') ? "\n" : "");
        }

        var character = text[line + 1];
        var width = text.AsSpan(line + 1).IndexOfAnyExcept(character);
        return character is ' ' or '\t' && width is > 0 and <= WidestIndent
            ? new JsonLayout(character, width, text.EndsWith('\n') ? "\n" : "")
            : null;
    }

    // A value that may be null, unlike a member that is absent.
    private readonly record struct Present(JsonNode? Value);

    private sealed record JsonLayout(char Indent, int Width, string End)
    {
        public string Of(JsonObject value)
        {
            using var bytes = new MemoryStream();
            var options = new JsonWriterOptions
            {
                Indented = Width > 0,
                IndentCharacter = Indent,
                IndentSize = Width,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            };
            using (var writer = new Utf8JsonWriter(bytes, options))
            {
                value.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(bytes.ToArray()) + End;
        }
    }
}
