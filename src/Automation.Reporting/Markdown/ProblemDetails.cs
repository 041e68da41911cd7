using System.Text;
using Automation.Core.Findings;
using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>Details that do not fit into the table, collapsed: complete messages, the changes of fixes, and alternative suggestions.</summary>
internal sealed class ProblemDetails(ReportLinks links)
{
    // Longer than any message; quotations from a file are already shortened.
    private const int LongestMessage = 4_000;
    private const int LongestDiffLine = 200;

    /// <summary>The alternatives for problems with several fixes.</summary>
    public string Choices(IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, SourceText> sources, Budget budget)
    {
        var open = findings.Where(HasChoice).ToList();
        var summary = open is [var one]
            ? $"<b>Choose one:</b> {one.Suggestions.Count:N0} ways to fix {MarkdownText.HtmlCode($"{one.File}:{one.Span.Start.Line}")}"
            : $"<b>Choose:</b> {open.Count:N0} problems can be fixed in several ways";
        return Folded.Of(summary, "", [.. open.Select(f => Entry(f, sources))], budget, left => $"the ways to fix {ReportWording.Count(left, "problem")}");
    }

    public string Full(IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, SourceText> sources, Budget budget)
    {
        var more = findings.Where(f => !HasChoice(f) && HasMore(f)).ToList();
        return Folded.Of(
            $"Full messages, and what the fixes change: {ReportWording.Count(more.Count, "problem")}",
            "", [.. more.Select(f => Entry(f, sources))], budget, left => $"the details of {ReportWording.Count(left, "problem")}");
    }

    /// <summary>Pre-existing findings, which do not fail the check.</summary>
    public string PreExisting(IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, SourceText> sources, Budget budget) => Folded.Of(
        $"{ReportWording.Count(findings.Count, "pre-existing problem")}, which {(findings.Count == 1 ? "does" : "do")} not fail this check: "
        + $"{ReportWording.Severities(findings)}",
        "", [.. findings.Select(f => Entry(f, sources))], budget, left => $"{ReportWording.Count(left, "pre-existing problem")}");

    private string Entry(Finding finding, IReadOnlyDictionary<string, SourceText> sources)
    {
        var rule = MarkdownText.Link(MarkdownText.Plain(finding.Rule.Id), links.Rule(finding.Rule));
        var place = Place(finding.File, finding.Span.Start.Line);
        var entry = new StringBuilder($"- {ProblemTable.Icon(finding.Severity)} {place} {MarkdownText.Plain(finding.Message, LongestMessage)} ({rule})");

        // Breaks within one line: a line feed is a space in a summary, but a second break in a comment.
        if (finding.Related is { } related)
        {
            entry.Append($"<br>See also {Place(related.File, related.Span.Start.Line)}: {MarkdownText.Plain(related.Message)}");
        }

        // A new paragraph begins after a code block; a break would be in the block's last line.
        var isFenced = false;
        if (finding.Fix is { } fix)
        {
            entry.Append($"<br>🔧 {MarkdownText.Plain(fix.Title)}");
            isFenced = AppendDiff(entry, FixPreview.Of(fix.Edits, sources.GetValueOrDefault(finding.File)));
        }

        foreach (var (index, suggestion) in finding.Suggestions.Index())
        {
            var line = suggestion.Edits is [var first, ..] ? first.Span.Start.Line : 1;
            var letter = HasChoice(finding) && index < 26 ? $"**{(char)('A' + index)}.**" : "Suggestion:";
            entry.Append($"{(isFenced ? "\n\n  " : "<br>")}{letter} {MarkdownText.Plain(suggestion.Title)} ({Place(suggestion.File, line)})");
            isFenced = AppendDiff(entry, FixPreview.Of(suggestion.Edits, sources.GetValueOrDefault(suggestion.File)));
        }

        return entry.Append('\n').ToString();
    }

    private static bool HasChoice(Finding finding) => finding is { Fix: null, Suggestions.Count: > 1 };

    private static bool HasMore(Finding finding)
    {
        var (problem, advice) = MessageParts.Of(finding.Message);
        return finding.Fix is not null || finding.Suggestions.Count > 0 || finding.Related is not null
            || problem.Length > ProblemTable.LongestProblem || advice.Length > ProblemTable.LongestProblem;
    }

    private string Place(string file, int line) => MarkdownText.Link(MarkdownText.Code($"{file}:{line}"), links.Line(file, line));

    private static bool AppendDiff(StringBuilder entry, FixPreview? preview)
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
        entry.Append($"\n\n  {fence}diff\n");
        foreach (var line in lines)
        {
            entry.Append($"  {line}\n");
        }

        entry.Append($"  {fence}");
        return true;
    }
}
