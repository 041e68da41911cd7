using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;
using Rule = Automation.Core.Findings.Rule;

namespace Automation.Reporting.Terminal;

/// <summary>One finding: what is wrong, where, the code, and what would fix it.</summary>
internal sealed class TerminalFinding(TerminalPage page, TerminalOptions options, Report report)
{
    private const int LongestMessage = 2_000;
    private const int NarrowestCode = 20;

    public void Write(Finding finding)
    {
        var source = report.Sources.GetValueOrDefault(finding.File);
        var margin = new string(' ', $"{finding.Span.Start.Line + 1}".Length);
        page.Sentence(
            2,
            (ReportWording.Name(finding.Severity), Tone.Of(finding.Severity)),
            ($"[{finding.Rule.Id}]", Tone.Of(finding.Severity)),
            ($": {Shown(finding.Message)}", Tone.Strong));
        page.Line(($"{margin}--> ", Tone.Gutter), (Place(finding.File, finding.Span), Tone.Plain));
        WriteFrame(finding, source, margin);
        WriteFix(finding.Fix, source, margin);
        WriteSuggestions(finding.Suggestions, margin);
        if (finding.Related is { } related)
        {
            Note(margin, "note", $"{Shown(related.Message)} ({Place(related.File, related.Span)})");
        }

        if (finding.PreExisting)
        {
            Note(margin, "note", "this is pre-existing, so it does not fail the check");
        }

        if (options.Verbose)
        {
            WriteRule(finding.Rule, margin);
            foreach (var line in finding.Trace?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            {
                Note(margin, "trace", Shown(line));
            }
        }

        page.Line();
    }

    private void WriteFrame(Finding finding, SourceText? source, string margin)
    {
        var room = Math.Max(NarrowestCode, options.Width - margin.Length - 3);
        var tone = Tone.Of(finding.Severity);
        var rows = source is null ? [] : CodeFrame.Of(source, finding.Span, room);
        if (rows.Count == 0)
        {
            return;
        }

        page.Line(($"{margin} |", Tone.Gutter));
        foreach (var (number, text) in rows)
        {
            page.Line(($"{(number?.ToString() ?? "").PadLeft(margin.Length)} |", Tone.Gutter), ($" {text}", number is null ? tone : Tone.Plain));
        }
    }

    private void WriteFix(Fix? fix, SourceText? source, string margin)
    {
        if (fix is not null)
        {
            Note(margin, "help", Shown(fix.Title));
            WritePreview(fix.Edits, source, margin);
        }
    }

    private void WriteSuggestions(IReadOnlyList<Suggestion> suggestions, string margin)
    {
        foreach (var (index, suggestion) in suggestions.Index())
        {
            Note(margin, ReportWording.Choice(index, suggestions.Count), $"{Shown(suggestion.Title)} ({VisibleText.Of(ReportWording.PlaceOf(suggestion))})");
            WritePreview(suggestion.Edits, report.Sources.GetValueOrDefault(suggestion.File), margin);
        }
    }

    private void WritePreview(IReadOnlyList<FixEdit> edits, SourceText? source, string margin)
    {
        if (FixPreview.Of(edits, source) is not { } preview)
        {
            return;
        }

        var room = Math.Max(NarrowestCode, options.Width - margin.Length - 7);
        foreach (var line in preview.Removed)
        {
            page.Line(($"{margin}     - {VisibleText.Of(line, room)}", Tone.Error));
        }

        foreach (var line in preview.Added)
        {
            page.Line(($"{margin}     + {VisibleText.Of(line, room)}", Tone.Well));
        }
    }

    private void WriteRule(Rule rule, string margin)
    {
        Note(margin, "detects", Shown(rule.Detects));
        Note(margin, "why", Shown(rule.Why));
        Note(margin, "how", Shown(rule.HowToFix));

        Note(margin, "who", $"the {ReportWording.Name(rule.Responsible)} can fix this");
    }

    private void Note(string margin, string word, string text) =>
        page.Sentence($"{margin} = {word}: ".Length, ($"{margin} = ", Tone.Gutter), (word, Tone.Help), ($": {text}", Tone.Plain));

    private static string Place(string file, SourceSpan span) => $"{VisibleText.Of(file)}:{span.Start.Line}:{span.Start.Column}";

    private static string Shown(string text) => VisibleText.Of(text, LongestMessage);
}
