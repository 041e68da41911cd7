namespace Automation.Core.Text;

/// <summary>A path into a document, RFC 6901. Formatted only if a finding needs it.</summary>
public sealed class JsonPointer
{
    private readonly JsonPointer? _parent;
    private readonly string? _field;
    private readonly int _item;

    private JsonPointer(JsonPointer? parent, string? field, int item) => (_parent, _field, _item) = (parent, field, item);

    public static JsonPointer Root { get; } = new(null, "", 0);

    /// <summary>The last step: a field's name or an item's number; empty at the root.</summary>
    public string Last => _field ?? _item.ToString();

    /// <summary>The parent pointer; null at the root.</summary>
    public JsonPointer? Parent => _parent;

    /// <summary>The pointer to a field below.</summary>
    public JsonPointer Field(string name) => new(this, name, 0);

    /// <summary>The pointer to a list item below.</summary>
    public JsonPointer Item(int index) => new(this, null, index);

    /// <summary>The path as usually written: <c>spec.owner</c>, <c>metadata.tags[0]</c>.</summary>
    public string ToPath()
    {
        var segments = Segments();
        var path = "";
        foreach (var segment in segments)
        {
            path += segment.Length > 0 && segment.All(char.IsAsciiDigit) ? $"[{segment}]" : path.Length == 0 ? segment : "." + segment;
        }

        return path;
    }

    /// <summary>The pointer as RFC 6901 writes it.</summary>
    public override string ToString() =>
        string.Concat(Segments().Select(s => "/" + s.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    private Stack<string> Segments()
    {
        var segments = new Stack<string>();
        for (var at = this; at._parent is { } parent; at = parent)
        {
            segments.Push(at.Last);
        }

        return segments;
    }
}
