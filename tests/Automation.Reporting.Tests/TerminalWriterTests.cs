using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Testing;

namespace Automation.Reporting.Tests;

public class TerminalWriterTests
{
    [Fact]
    public void A_person_reads_what_is_wrong_where_and_what_would_fix_it() => Snapshot.Match(Written(SampleReport.Acme), "terminal.txt");

    [Fact]
    public void Verbose_reports_why_and_who() => Snapshot.Match(Written(SampleReport.Acme, new() { Verbose = true }), "terminal-verbose.txt");

    [Fact]
    public void Quiet_prints_errors_and_the_outcome() => Snapshot.Match(Written(SampleReport.Acme, new() { Quiet = true }), "terminal-quiet.txt");

    [Fact]
    public void Colours_are_those_of_a_compiler() => Snapshot.Match(Written(SampleReport.Acme, new() { Colours = true }), "terminal-colours.txt");

    [Fact]
    public void Nothing_found_is_one_pleasant_sentence() =>
        Written(SampleReport.AllWell).ShouldBe("No problems found in 14 documents (9 files).\n");

    [Fact]
    public void Fixes_are_counted() =>
        Written(SampleReport.AllWell with { Fixed = new FixesApplied(3, 1) }).ShouldStartWith("Fixed: 3 edits in 1 file.\n");

    [Fact]
    public void Without_colours_there_is_no_escape_sequence() => Written(SampleReport.Acme).ShouldNotContain("\u001b");

    [Fact]
    public void Hostile_text_cannot_drive_the_terminal()
    {
        var source = SourceText.Of("evil\u001b]0;title\u0007.yaml", "\u001b[2J\u0000\r\u009b31m‮x\n::add-mask::y\nname: oops\u001b[1A\n");
        var report = SampleReport.In(source, "oops");
        report = report with
        {
            Findings = [report.Findings[0] with { Message = "\u001b[31mred\r\n::set-output name=a::b\u202e \ud800" }],
            NotChecked = [new("a\u001b", "b\n")],
        };

        var text = Written(report);

        text.ShouldNotContain("\u001b");
        text.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        text.ShouldNotContain("\u202e");
        text.ShouldContain("<U+202E>");
        text.ShouldContain("␛[31mred␍␊::set-output");
        text.Split('\n').ShouldAllBe(l => !l.TrimStart().StartsWith("::", StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_of_the_runner_is_broken_wherever_it_stands() =>
        Written(SampleReport.Of("see ##[add-mask]x")).ShouldContain("see ##［add-mask]x");

    [Theory]
    [InlineData("name: oops", "name: oops", 6)]
    [InlineData("\tname: oops", "→   name: oops", 10)]
    [InlineData("名前: oops", "名前: oops", 6)]
    [InlineData("\u0001\u200b: oops", "␁<U+200B>: oops", 11)]
    [InlineData("e\u0301: oops", "e\u0301: oops", 3)]
    [InlineData("😀: oops", "😀: oops", 4)]
    public void The_carets_stand_under_the_words(string line, string shown, int cells)
    {
        var rows = CodeFrame.Of(SourceText.Of("a.yaml", line), Find(line, "oops"), 80).ToList();

        rows[0].Text.ShouldBe(shown);
        rows[1].Text.ShouldBe(new string(' ', cells) + "^^^^");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(1_000_000)]
    public void The_words_stay_in_view_however_long_the_line_is(int before)
    {
        var line = new string('a', before) + "oops" + new string('b', 1_000_000);

        var rows = CodeFrame.Of(SourceText.Of("a.yaml", line), Find(line, "oops"), 60).ToList();

        rows[0].Text.Length.ShouldBeLessThanOrEqualTo(60);
        rows[0].Text.ShouldEndWith("…");
        rows[0].Text.IndexOf("oops", StringComparison.Ordinal).ShouldBe(rows[1].Text.IndexOf('^', StringComparison.Ordinal));
        rows[1].Text.Trim().ShouldBe("^^^^");
    }

    [Fact]
    public void A_span_over_several_lines_is_underlined_to_the_end_of_its_first()
    {
        var source = SourceText.Of("a.yaml", "a: 1\nb:\n  c: 2\nd: 3\n");

        var rows = CodeFrame.Of(source, new SourceSpan(new(2, 1), new(4, 1)), 80).ToList();

        rows.ShouldBe([new(1, "a: 1"), new(2, "b:"), new(null, "^^"), new(3, "  c: 2")]);
    }

    [Fact]
    public void A_place_at_the_end_of_a_file_has_a_caret_too()
    {
        var source = SourceText.Of("a.yaml", "a: 1\n");

        CodeFrame.Of(source, new SourceSpan(new(1, 5), new(1, 5)), 80).ShouldBe([new(1, "a: 1"), new(null, "    ^")]);
    }

    [Fact]
    public void A_place_outside_the_text_has_no_frame() =>
        CodeFrame.Of(SourceText.Of("a.yaml", "a: 1\n"), new SourceSpan(new(7, 1), new(7, 2)), 80).ShouldBeEmpty();

    private static string Written(Report report, TerminalOptions? options = null) =>
        new TerminalWriter((options ?? new()) with { Width = 100 }).Written(report);

    private static SourceSpan Find(string text, string words)
    {
        var start = text.IndexOf(words, StringComparison.Ordinal);
        return SourceText.Of("", text).SpanBetween(start, start + words.Length);
    }
}
