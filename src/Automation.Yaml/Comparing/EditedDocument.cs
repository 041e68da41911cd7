using Automation.Core.Text;

namespace Automation.Yaml.Comparing;

/// <summary>A document before and after edits.</summary>
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

    public int End { get; }

    /// <summary>Whether the document could be read before the edits. If not, a document with a word in place of each edit is used instead.</summary>
    public bool WasReadable { get; }

    public IReadOnlyList<DocumentChange> Changes { get; }

    /// <summary>Whether the value at a path of names is the same in both, or in neither.</summary>
    public bool Keeps(params ReadOnlySpan<string> path) => TextAt(_before, path) == TextAt(_after, path);

    internal static EditedDocument? Of(int start, UneditedDocument before, string after, IReadOnlyList<TextEdit> edits) =>
        EventTree.Read(after) is { } tree && (before.Tree ?? UnreadableDocument.Neutral(before.Text, tree, edits)) is { } comparable
            ? new EditedDocument(start, start + before.Text.Length, comparable, tree, before.Tree is not null)
            : null;

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

/// <summary>A document before any edits.</summary>
internal sealed class UneditedDocument(string text)
{
    private readonly Lazy<EventTree?> _tree = new(() => EventTree.Read(text));

    public string Text => text;

    /// <summary>Its content; null if it cannot be read.</summary>
    public EventTree? Tree => _tree.Value;
}

/// <summary>Finds what to compare a document with if it could not be read before the edits.</summary>
internal static class UnreadableDocument
{
    private const string Word = "x";

    // The possible widths of a tab in the author's editor.
    private static readonly int[] TabWidths = [1, 2, 3, 4, 8];

    /// <summary>The document without its mistake; null if its meaning is unknown.</summary>
    public static EventTree? Neutral(string before, EventTree after, IReadOnlyList<TextEdit> edits)
    {
        if (!edits.All(e => string.IsNullOrWhiteSpace(e.NewText) && string.IsNullOrWhiteSpace(before[e.Start..e.End])))
        {
            return EventTree.Read(TextEdit.Apply(before, edits.Select(e => e with { NewText = Word })).Text);
        }

        // Indentation by tabs is unambiguous only if the document has the same meaning for every tab width.
        var readings = TabWidths.Select(width => EventTree.Read(WithTabs(before, edits, width))).OfType<EventTree>();
        return readings.All(r => DocumentChanges.Between(r, after).Count == 0) ? after : null;
    }

    private static string WithTabs(string before, IReadOnlyList<TextEdit> edits, int width)
    {
        var blanks = new string(' ', width);
        return TextEdit.Apply(before, edits.Select(e => e with { NewText = before[e.Start..e.End].Replace("\t", blanks, StringComparison.Ordinal) })).Text;
    }
}
