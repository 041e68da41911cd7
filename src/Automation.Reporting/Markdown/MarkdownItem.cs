using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Reporting.Markdown;

/// <summary>One entry of the lists of a Markdown report; it is shown whole or not at all.</summary>
internal static class MarkdownItem
{
    private const int LongestDiffLine = 200;

    public static string Of(Finding finding, IReadOnlyDictionary<string, SourceText> sources, ReportLinks links)
    {
        var place = MarkdownText.Link(MarkdownText.Code($"{finding.File}:{finding.Span.Start.Line}"), links.Place(finding));
        var rule = MarkdownText.Link(MarkdownText.Plain(finding.Rule.Id), links.Rule(finding.Rule));
        var item = new StringBuilder($"- {Icon(finding.Severity)} {place} {MarkdownText.Plain(finding.Message)} ({rule})");

        // Breaks within one line: a line feed is a space in a summary, but a second break in a comment.
        if (finding.Related is { } related)
        {
            item.Append($"<br>See also {MarkdownText.Code($"{related.File}:{related.Span.Start.Line}")}: {MarkdownText.Plain(related.Message)}");
        }

        // After a code block a new paragraph begins; a break would stand in the block's last line.
        var isFenced = false;
        if (finding.Fix is { } fix)
        {
            item.Append($"<br>Fix: {MarkdownText.Plain(fix.Title)}");
            isFenced = AppendDiff(item, FixPreview.Of(fix.Edits, sources.GetValueOrDefault(finding.File)));
        }

        foreach (var (index, suggestion) in finding.Suggestions.Index())
        {
            var choice = Wording.Choice(index, finding.Suggestions.Count);
            item.Append($"{(isFenced ? "\n\n  " : "<br>")}{char.ToUpperInvariant(choice[0])}{choice[1..]}: {MarkdownText.Plain(suggestion.Title)} ({MarkdownText.Code(Wording.PlaceOf(suggestion))})");
            isFenced = AppendDiff(item, FixPreview.Of(suggestion.Edits, sources.GetValueOrDefault(suggestion.File)));
        }

        return item.Append('\n').ToString();
    }

    public static string Of(NotChecked notChecked) => $"- **{MarkdownText.Plain(notChecked.What)}**: {MarkdownText.Plain(notChecked.Why)}\n";

    private static bool AppendDiff(StringBuilder item, FixPreview? preview)
    {
        if (preview is null)
        {
            return false;
        }

        string[] lines =
        [
            .. preview.Removed.Select(l => "- " + VisibleText.Of(l, LongestDiffLine)),
            .. preview.Added.Select(l => "+ " + VisibleText.Of(l, LongestDiffLine)),
        ];
        var fence = MarkdownText.FenceFor(lines);
        item.Append($"\n\n  {fence}diff\n");
        foreach (var line in lines)
        {
            item.Append($"  {line}\n");
        }

        item.Append($"  {fence}");
        return true;
    }

    private static string Icon(Severity severity) => severity switch
    {
        Severity.Error => "❌",
        Severity.Warning => "⚠️",
        _ => "ℹ️",
    };
}
