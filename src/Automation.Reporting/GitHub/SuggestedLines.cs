using Automation.Core.Findings;
using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Reporting.Wording;

namespace Automation.Reporting.GitHub;

/// <summary>A fix as GitHub suggests one: lines to be replaced, and the new lines.</summary>
/// <param name="FirstLine">The first line that is replaced, from 1.</param>
/// <param name="Markdown">Why, and the block of new lines that GitHub shows with a button.</param>
public sealed record SuggestedLines(int FirstLine, int LastLine, string Markdown)
{
    /// <summary>The fix of a finding, if it is one hunk of a few lines; otherwise null.</summary>
    /// <param name="source">The file, as it is.</param>
    public static SuggestedLines? Of(Finding finding, SourceText source)
    {
        if (finding.Fix is not { } fix || FixPreview.Of(fix.Edits, source) is not { } preview)
        {
            return null;
        }

        if (preview.Removed.Count > 0)
        {
            return Of(finding, preview.FirstLine, preview.FirstLine + preview.Removed.Count - 1, preview.Added);
        }

        // An insertion is before a line that is kept, or after the last line.
        var (start, end) = (source.OffsetOf(new SourcePosition(preview.FirstLine, 1)), source.OffsetOf(new SourcePosition(preview.FirstLine + 1, 1)));
        return start >= source.Content.Length ? null
            : Of(finding, preview.FirstLine, preview.FirstLine, [.. preview.Added, source.Content[start..end].TrimEnd('\n', '\r')]);
    }

    private static SuggestedLines Of(Finding finding, int first, int last, IReadOnlyList<string> lines)
    {
        var fence = MarkdownText.FenceFor(lines);
        return new SuggestedLines(
            first, last, $"{MarkdownText.Plain(finding.Message)}\n\n{fence}suggestion\n{string.Concat(lines.Select(l => l + "\n"))}{fence}");
    }
}
