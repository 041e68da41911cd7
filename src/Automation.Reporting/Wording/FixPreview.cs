using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Reporting.Wording;

internal sealed record FixPreview(int FirstLine, IReadOnlyList<string> Removed, IReadOnlyList<string> Added)
{
    private const int MostLines = 12;
    private const int MostCharacters = 4_000;

    /// <summary>The preview, or null if the text is not available or the change is too large for a preview.</summary>
    public static FixPreview? Of(IReadOnlyList<FixEdit> edits, SourceText? source)
    {
        if (source is null || edits.Count == 0)
        {
            return null;
        }

        var first = source.PositionAt(edits.Min(e => e.Edit.Start)).Line;
        var last = source.PositionAt(edits.Max(e => e.Edit.End)).Line;
        if (last - first > MostLines)
        {
            return null;
        }

        var start = source.OffsetOf(new SourcePosition(first, 1));
        var end = source.OffsetOf(new SourcePosition(last + 1, 1));
        if (end - start > MostCharacters)
        {
            return null;
        }

        var before = source.Content[start..end];
        var (after, _) = TextEdit.Apply(before, edits.Select(e => new TextEdit(e.Edit.Start - start, e.Edit.End - start, e.Edit.NewText)));
        var preview = Between(Lines(before), Lines(after), first);

        // If there are no lines, the fix changes only line endings, which are invisible.
        return preview.Removed.Count + preview.Added.Count is > 0 and <= MostLines ? preview : null;
    }

    private static FixPreview Between(string[] before, string[] after, int firstLine)
    {
        var most = Math.Min(before.Length, after.Length);
        var head = before.AsSpan().CommonPrefixLength(after);
        var tail = 0;
        while (tail < most - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return new FixPreview(firstLine + head, before[head..^tail], after[head..^tail]);
    }

    private static string[] Lines(string text) =>
        text.Length == 0 ? [] : [.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(l => l.TrimEnd('\r'))];
}
