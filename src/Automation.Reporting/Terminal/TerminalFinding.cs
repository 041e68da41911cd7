using System.Globalization;
using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;
using Spectre.Console.Rendering;
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

/// <summary>The lines around a span, numbered, with the span underlined, like a compiler's output.</summary>
internal static class CodeFrame
{
    private const int TabWidth = 4;
    private const char Cut = '…';

    /// <summary>The rows to print; none if the span is outside the text.</summary>
    /// <param name="span">The span; only its part on the first line is underlined.</param>
    /// <param name="room">How many terminal cells the text of a line may take.</param>
    public static IReadOnlyList<FrameRow> Of(SourceText source, SourceSpan span, int room)
    {
        var number = span.Start.Line;
        if (number < 1 || number > source.LineCount)
        {
            return [];
        }

        var line = source.Line(number);
        var start = Math.Clamp(span.Start.Column - 1, 0, line.Length);
        var end = span.End.Line > number ? line.Length : Math.Clamp(span.End.Column - 1, start, line.Length);
        var from = WindowStart(line, start, room);

        var rows = new List<FrameRow>();
        if (number > 1)
        {
            rows.Add(new FrameRow(number - 1, Lay(source.Line(number - 1), from, room).Text));
        }

        var shown = Lay(line, from, room, start, end);
        rows.Add(new FrameRow(number, shown.Text));
        rows.Add(new FrameRow(null, new string(' ', shown.Start) + new string('^', Math.Max(1, shown.End - shown.Start))));

        // The empty text after the last line feed is not shown as a line.
        if (number < source.LineCount && !(number + 1 == source.LineCount && source.Line(number + 1).IsEmpty))
        {
            rows.Add(new FrameRow(number + 1, Lay(source.Line(number + 1), from, room).Text));
        }

        return rows;
    }

    // A line can be a megabyte long: it is cut to a window with the span in view, with two thirds of the space before it.
    private static int WindowStart(ReadOnlySpan<char> line, int caret, int room)
    {
        var (at, cells) = (caret, 0);
        while (at > 0)
        {
            Rune.DecodeLastFromUtf16(line[..at], out var rune, out var taken);
            cells += Cells(rune);
            if (cells > room * 2 / 3)
            {
                return at;
            }

            at -= taken;
        }

        return 0;
    }

    private static (string Text, int Start, int End) Lay(ReadOnlySpan<char> line, int from, int room, int start = 0, int end = 0)
    {
        var (text, cells, at) = (new StringBuilder(), 0, Math.Min(from, line.Length));
        if (at > 0)
        {
            text.Append(Cut);
            cells = 1;
        }

        var (startCell, endCell) = (-1, -1);
        while (at < line.Length)
        {
            startCell = startCell < 0 && at >= start ? cells : startCell;
            endCell = endCell < 0 && at >= end ? cells : endCell;
            Rune.DecodeFromUtf16(line[at..], out var rune, out var taken);
            if (cells + Cells(rune) > room - 1)
            {
                text.Append(Cut);
                cells++;
                break;
            }

            Append(text, rune);
            cells += Cells(rune);
            at += taken;
        }

        return (text.ToString(), startCell < 0 ? cells : startCell, endCell < 0 ? cells : endCell);
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (rune.Value == '\t')
        {
            text.Append('→').Append(' ', TabWidth - 1);
        }
        else
        {
            VisibleText.Append(text, rune);
        }
    }

    private static int Cells(Rune rune)
    {
        if (rune.Value == '\t')
        {
            return TabWidth;
        }

        var shown = new StringBuilder();
        VisibleText.Append(shown, rune);
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark && shown.Length == rune.Utf16SequenceLength
            ? 0
            : new Segment(shown.ToString()).CellCount();
    }
}

/// <param name="Number">The line's number, or null for the row of carets.</param>
/// <param name="Text">The text to print, without control sequences.</param>
internal sealed record FrameRow(int? Number, string Text);
