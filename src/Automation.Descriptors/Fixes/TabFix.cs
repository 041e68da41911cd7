using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Descriptors.Fixes;

/// <summary>Replaces the tabs that lines of a document are indented with.</summary>
internal static class TabFix
{
    private const int SpacesPerTab = 2;

    /// <summary>The fix of the document at an offset, or null if the line there is not indented with tabs.</summary>
    public static Fix? For(SourceText source, int offset)
    {
        var line = source.PositionAt(offset).Line;
        return IndentationOf(source, line).Contains('\t')
            ? new Fix("Indent with spaces", [.. DocumentLines.Around(source, line).Select(l => EditOf(source, l)).OfType<FixEdit>()])
            : null;
    }

    private static FixEdit? EditOf(SourceText source, int line)
    {
        var start = source.OffsetOf(new SourcePosition(line, 1));
        var indentation = IndentationOf(source, line).ToString();
        var spaces = indentation.Replace("\t", new string(' ', SpacesPerTab), StringComparison.Ordinal);
        var end = start + indentation.Length;
        return spaces == indentation ? null : new FixEdit(source.SpanBetween(start, end), new TextEdit(start, end, spaces));
    }

    // Only in lines with content: elsewhere, tabs are harmless.
    private static ReadOnlySpan<char> IndentationOf(SourceText source, int line)
    {
        var text = source.Line(line);
        var content = text.TrimStart(" \t");
        return content is [] or ['#', ..] ? [] : text[..^content.Length];
    }
}
