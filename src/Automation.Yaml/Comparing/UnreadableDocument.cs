using Automation.Core.Text;

namespace Automation.Yaml.Comparing;

/// <summary>What to compare a document with that could not be read before it was edited.</summary>
internal static class UnreadableDocument
{
    private const string Word = "x";

    // The widths that a tab may have in the author's editor.
    private static readonly int[] TabWidths = [1, 2, 3, 4, 8];

    /// <summary>The document without its mistake; null if its meaning is unknown.</summary>
    public static EventTree? Neutral(string before, EventTree after, IReadOnlyList<TextEdit> edits)
    {
        if (!edits.All(e => string.IsNullOrWhiteSpace(e.NewText) && string.IsNullOrWhiteSpace(before[e.Start..e.End])))
        {
            return EventTree.Read(TextEdit.Apply(before, edits.Select(e => e with { NewText = Word })).Text);
        }

        // Indentation by tabs is clear only where the document means the same however wide a tab is.
        var readings = TabWidths.Select(width => EventTree.Read(WithTabs(before, edits, width))).OfType<EventTree>();
        return readings.All(r => DocumentChanges.Between(r, after).Count == 0) ? after : null;
    }

    private static string WithTabs(string before, IReadOnlyList<TextEdit> edits, int width)
    {
        var blanks = new string(' ', width);
        return TextEdit.Apply(before, edits.Select(e => e with { NewText = before[e.Start..e.End].Replace("\t", blanks, StringComparison.Ordinal) })).Text;
    }
}
