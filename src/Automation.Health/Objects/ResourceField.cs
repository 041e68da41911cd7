using System.Text.Json;

namespace Automation.Health.Objects;

/// <summary>
/// A field of a resource. A field that is absent, null or of another type than the one asked for counts as absent, with everything in it: what a cluster
/// or a file contains never throws here.
/// </summary>
/// <param name="element">The value; valid as long as its document.</param>
public readonly struct ResourceField(JsonElement element)
{
    /// <summary>The most characters of a text that are read. An API server bounds messages; a file does not.</summary>
    private const int LongestText = 32 * 1024;

    /// <summary>A member of it.</summary>
    public ResourceField this[string name] => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var member) ? new ResourceField(member) : default;

    /// <summary>Whether it exists and is not null.</summary>
    public bool Exists => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Whether it is the literal true.</summary>
    public bool IsTrue => element.ValueKind == JsonValueKind.True;

    /// <summary>Whether it is the literal false.</summary>
    public bool IsFalse => element.ValueKind == JsonValueKind.False;

    /// <summary>Its text, at most the first 32 Ki characters; null if it is no text.</summary>
    public string? Text
    {
        get
        {
            try
            {
                return element.ValueKind == JsonValueKind.String
                    && element.GetString() is { } text ? text.Length > LongestText ? text[..LongestText] : text : null;
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair, which JSON can write and a text cannot contain.
                return null;
            }
        }
    }

    /// <summary>Its text; empty if it has none.</summary>
    public string TextOrEmpty => Text ?? "";

    /// <summary>Its whole number.</summary>
    public long? Number => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

    /// <summary>Its time, as Kubernetes writes it (RFC 3339).</summary>
    public DateTimeOffset? Time => element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out var time) ? time : null;

    /// <summary>The number of its items.</summary>
    public int Count => element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : 0;

    /// <summary>Its items.</summary>
    public ResourceFieldItems Items => new(element);

    /// <summary>Whether it is this text.</summary>
    public bool Is(string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    /// <summary>Whether it is one of these texts.</summary>
    public bool IsOneOf(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (Is(text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its members that are texts, such as labels.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (new ResourceField(member.Value).Text is { } text)
            {
                yield return KeyValuePair.Create(member.Name, text);
            }
        }
    }
}

/// <summary>The items of a list, without an allocation.</summary>
/// <param name="list">The list; anything else has no items.</param>
public readonly struct ResourceFieldItems(JsonElement list)
{
    /// <summary>Goes through them.</summary>
    public Enumerator GetEnumerator() => new(list);

    /// <summary>The position in a list.</summary>
    /// <param name="list">The list.</param>
    public struct Enumerator(JsonElement list)
    {
        private JsonElement.ArrayEnumerator _items = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

        /// <summary>The item.</summary>
        public readonly ResourceField Current => new(_items.Current);

        /// <summary>Goes to the next item.</summary>
        public bool MoveNext() => _items.MoveNext();
    }
}
