using Automation.Core.Text;

namespace Automation.Yaml.Comparing;

/// <summary>A document that edits change, read before and after them.</summary>
public sealed class EditedDocument
{
    private readonly EventTree _before;
    private readonly EventTree _after;

    private EditedDocument(int start, int end, EventTree before, EventTree after, bool wasReadable)
    {
        (Start, End, _before, _after, WasReadable) = (start, end, before, after, wasReadable);
        Changes = DocumentChanges.Between(before, after);
    }

    /// <summary>The offset at which it begins in the text without the edits.</summary>
    public int Start { get; }

    /// <summary>The offset after it.</summary>
    public int End { get; }

    /// <summary>Whether it could be read before the edits. If not, it is compared with what it would be with a word in place of each edit.</summary>
    public bool WasReadable { get; }

    /// <summary>What is different.</summary>
    public IReadOnlyList<DocumentChange> Changes { get; }

    /// <summary>Whether the value at a path of names is the same in both, or in neither.</summary>
    public bool Keeps(params ReadOnlySpan<string> path) => TextAt(_before, path) == TextAt(_after, path);

    internal static EditedDocument? Of(int start, string before, string after, IReadOnlyList<TextEdit> edits)
    {
        if (EventTree.Read(after) is not { } tree)
        {
            return null;
        }

        var readable = EventTree.Read(before);
        return (readable ?? UnreadableDocument.Neutral(before, tree, edits)) is { } comparable
            ? new EditedDocument(start, start + before.Length, comparable, tree, readable is not null)
            : null;
    }

    private static string? TextAt(EventTree? tree, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            var entries = tree is EventTree.Mapping map ? map.Entries : [];
            tree = entries.FirstOrDefault(e => e.Key is EventTree.Scalar { Text: var text } && text == name)?.Value;
        }

        return tree is EventTree.Scalar scalar ? scalar.Text : tree?.GetType().Name;
    }
}
