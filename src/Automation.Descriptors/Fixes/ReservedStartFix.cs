using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Descriptors.Fixes;

/// <summary>Puts values that begin with <c>@</c> or <c>`</c> in quotes.</summary>
internal static class ReservedStartFix
{
    /// <summary>The fix of the document at an offset, or null if the value is not at the end of its line.</summary>
    public static Fix? For(SourceText source, int offset)
    {
        if (EditAt(source, offset) is not { } first)
        {
            return null;
        }

        // The reader stops at the first such value, so the effect of fixing a single one could not be verified.
        var line = source.PositionAt(offset).Line;
        var others = DocumentLines.Around(source, line)
            .Where(l => l > line)
            .Select(l => StartOf(source, l))
            .OfType<int>()
            .Select(start => EditAt(source, start))
            .OfType<FixEdit>();
        return new Fix($"Write {Quoted.Of(first.Edit.NewText)}", [first, .. others]);
    }

    private static FixEdit? EditAt(SourceText source, int offset)
    {
        var text = source.Content;
        if (offset >= text.Length || text[offset] is not ('@' or '`'))
        {
            return null;
        }

        var lineBreak = text.IndexOf('\n', offset);
        var value = text[offset..(lineBreak < 0 ? text.Length : lineBreak)].TrimEnd();
        return value.AsSpan().IndexOfAny("\"\\#'") >= 0 || value.AsSpan().IndexOfAny(",[]{}") >= 0
            ? null
            : new FixEdit(source.SpanBetween(offset, offset + value.Length), new TextEdit(offset, offset + value.Length, $"\"{value}\""));
    }

    // After "key: " or "- ".
    private static int? StartOf(SourceText source, int line)
    {
        var text = source.Line(line);
        var at = text.IndexOfAny('@', '`');
        return at > 1 && text[at - 1] == ' ' && text[..at].TrimEnd(' ') is [.., ':' or '-'] ? source.OffsetOf(new SourcePosition(line, at + 1)) : null;
    }
}
