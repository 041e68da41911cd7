using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Owners.Linting;

/// <summary>Fixes and places, by offsets.</summary>
internal static class Edits
{
    /// <summary>A fix that replaces the characters between two offsets.</summary>
    public static Fix Replace(SourceText source, string title, int start, int end, string text) =>
        new(title, [new FixEdit(source.SpanBetween(start, end), new TextEdit(start, end, text))]);

    /// <summary>A fix that removes a line, including its line break.</summary>
    public static Fix RemoveLine(SourceText source, string title, int line)
    {
        var start = source.OffsetOf(new SourcePosition(line, 1));
        return Replace(source, title, start, source.OffsetOf(new SourcePosition(line + 1, 1)), "");
    }

    /// <summary>The pattern of another line, as a related place of a finding.</summary>
    public static RelatedPlace PlaceOf(SourceText source, Reading.OwnershipRule rule, string message) =>
        new(source.Path, source.SpanBetween(rule.Start, rule.End), message);
}
