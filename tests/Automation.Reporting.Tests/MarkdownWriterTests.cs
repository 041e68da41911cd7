using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Markdown;
using Automation.Reporting.Ownership;
using Automation.Testing;

namespace Automation.Reporting.Tests;

public class MarkdownWriterTests
{
    private static readonly CommentWriter Comment = new(Links.ToAcme);
    private static readonly MarkdownSummaryWriter Summary = new(ReportLinks.None);

    [Fact]
    public void A_pull_request_gets_a_comment() => Snapshot.Match(Comment.Written(SampleReport.Acme), "comment.md");

    [Fact]
    public void A_step_gets_a_summary() => Snapshot.Match(Summary.Written(SampleReport.Acme), "summary.md");

    [Fact]
    public void Nothing_found_is_said_shortly() => Snapshot.Match(Comment.Written(SampleReport.AllWell), "comment-all-well.md");

    [Fact]
    public void Advice_alone_passes()
    {
        var text = Comment.Written(SampleReport.Of((SampleReport.OwnerUnknown, 1)));

        text.ShouldContain("### ⚠️ Passed, with 1 warning to read\n");
        text.ShouldNotContain("Stood before");
    }

    [Fact]
    public void What_was_not_checked_is_in_the_headline() =>
        Comment.Written(SampleReport.AllWell with { NotChecked = [new("a", "b")] })
            .ShouldContain("### ✅ No problems found in 14 documents (9 files); 1 thing was not checked\n");

    [Fact]
    public void Owners_that_agree_need_no_table() =>
        Comment.Written(SampleReport.Acme with { Ownership = [.. SampleReport.Acme.Ownership.Where(v => v.Verdict == OwnershipVerdict.Agree)] }).ShouldNotContain("Who owns it");

    [Fact]
    public void A_table_of_owners_leaves_room_for_the_findings()
    {
        var verdict = new OwnershipVerdict(new string('$', 500), new string('|', 500), "group:default/a", [.. Enumerable.Repeat("@acme/team", 100)], 1, "disagree", PreExisting: false);

        var text = Comment.Written(SampleReport.Of((SampleReport.NameFormat, 1_000)) with { Ownership = [.. Enumerable.Repeat(verdict, 1_000)] });

        text.Length.ShouldBeInRange(65_000, 65_536);
        Count(text, "- ❌").ShouldBeGreaterThan(100);
        text.ShouldContain(" more.\n");
    }

    [Fact]
    public void What_a_change_means_to_owners_leaves_room_for_the_findings()
    {
        var source = new CodeownersSource(CodeownersState.InForce, "CODEOWNERS", "GitHub", ["CODEOWNERS"]);
        var name = new string('$', 300);
        var change = new OwnershipChange(
            new TouchedFiles(source, 1_000, [.. Enumerable.Range(0, 1_000).Select(i => new TouchedGroup([$"@{name}{i}"], [new TouchedPath(name, i)]))]),
            new HandoverSummary(source, source, IsEdited: true, 1_000, 1_000, [.. Enumerable.Range(0, 1_000).Select(i => new Handover([name], [], 1, [new HandoverExample(name, i, null)]))]));

        var text = Comment.Written(SampleReport.Of((SampleReport.NameFormat, 1_000)) with { OwnershipChange = change });

        text.Length.ShouldBeInRange(60_000, 65_536);
        Count(text, "- ❌").ShouldBeGreaterThan(100);
        text.ShouldContain("#### Who owns what this change touches\n");
        text.ShouldContain("… and 9");
    }

    [Fact]
    public void A_comment_begins_with_its_marker()
    {
        Comment.Written(SampleReport.AllWell).ShouldStartWith("<!-- automation:check -->\n");
        new CommentWriter(ReportLinks.None, "<!-- other -->").Written(SampleReport.AllWell).ShouldStartWith("<!-- other -->\n");
    }

    [Fact]
    public void A_long_comment_drops_the_least_important_and_says_what()
    {
        var text = Comment.Written(SampleReport.Of((SampleReport.DescriptionMissing, 1_000), (SampleReport.OwnerUnknown, 1_000), (SampleReport.NameFormat, 10)));

        text.Length.ShouldBeInRange(65_000, 65_536);
        var shown = (Errors: Count(text, "- ❌"), Warnings: Count(text, "- ⚠️"), Infos: Count(text, "- ℹ️"));
        shown.Errors.ShouldBe(10);
        shown.Warnings.ShouldBeInRange(1, 999);
        shown.Infos.ShouldBe(0);
        var warnings = 1_000 - shown.Warnings;
        text.ShouldContain($"… and {1_000 + warnings:N0} more findings ({Wording.Count(warnings, "warning")} and 1,000 infos), for which there is no room here. "
            + "[All of them](https://github.com/acme/shop/actions/runs/1)\n");
    }

    [Fact]
    public void What_stood_before_goes_first_where_room_is_short()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 1_000), (SampleReport.DescriptionMissing, 5));
        report = report with { Findings = [.. report.Findings.Select(f => f with { PreExisting = f.Severity == Severity.Error })] };

        var text = Comment.Written(report);

        Count(text, "- ℹ️").ShouldBe(5);
        var before = Count(text, "- ❌");
        before.ShouldBeInRange(1, 999);
        text.ShouldContain($"… and {1_000 - before} more findings ({1_000 - before} errors; {1_000 - before} of them pre-existing)");
        text.ShouldContain("</details>");
    }

    [Fact]
    public void What_was_not_checked_is_bounded_too()
    {
        var report = SampleReport.AllWell with { NotChecked = [.. Enumerable.Range(1, 5_000).Select(i => new NotChecked($"thing {i}", "no access"))] };

        var text = Comment.Written(report);

        text.Length.ShouldBeLessThanOrEqualTo(65_536);
        text.ShouldContain($"… and {5_000 - Count(text, "- **thing "):N0} more things that were not checked, for which");
    }

    [Fact]
    public void A_summary_is_counted_in_bytes()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 4_000));
        report = report with { Findings = [.. report.Findings.Select(f => f with { Message = new string('漢', 200) })] };

        var text = Summary.Written(report);

        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(1_047_000, 1_048_576);
        text.ShouldContain("more findings (");
    }

    [Fact]
    public void A_summary_has_room_for_what_a_comment_has_not()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 2_000));

        Count(Comment.Written(report), "- ❌").ShouldBeLessThan(2_000);
        Count(Summary.Written(report), "- ❌").ShouldBe(2_000);
    }

    [Fact]
    public void The_most_hostile_report_keeps_its_limit_and_its_shape()
    {
        const string Hostile = "```\n</details><script>@acme/all #1 [x](y) <!-- automation:check --> |`\u202e\ud800\n::error::x ##[add-mask]y";
        var source = SourceText.Of(Hostile, $"name: {Hostile}\n````\n");
        var report = SampleReport.In(source, "name") with { Title = Hostile, NotChecked = [.. Enumerable.Repeat(new NotChecked(Hostile, string.Concat(Enumerable.Repeat(Hostile, 50))), 5)] };
        var finding = report.Findings[0] with
        {
            Message = Hostile,
            Fix = SampleReport.Replace(source, "name", "````", Hostile),
            Related = new RelatedPlace(Hostile, SourceSpan.FileStart, Hostile),
        };
        report = report with { Findings = [finding, .. Enumerable.Repeat(finding, 100).Select((f, i) => f with { PreExisting = true, Subject = $"{i}" })] };

        var text = new CommentWriter(ReportLinks.None).Written(report);

        text.Length.ShouldBeLessThanOrEqualTo(65_536);
        text.ShouldNotContain("\u202e");
        var outside = OutsideCode(text).ToList();
        outside.Count(l => l.Contains("<!--", StringComparison.Ordinal)).ShouldBe(1);
        outside.Count(l => l.Contains("<details>", StringComparison.Ordinal)).ShouldBe(1);
        outside.Count(l => l.Contains("</details>", StringComparison.Ordinal)).ShouldBe(1);
        foreach (var line in outside)
        {
            line.ShouldNotContain("<script");
            line.ShouldNotContain("@acme");
            line.ShouldNotContain("#1");
        }

        // A summary may be printed to the log of a job, too.
        text.ShouldNotContain("##[");
        text.Split('\n').ShouldAllBe(l => !l.TrimStart().StartsWith("::", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fix_is_shown_as_a_change_of_lines()
    {
        var source = SourceText.Of("a.yaml", "a: 1\nb: 2\nc: 3\n");
        var start = source.Content.IndexOf("b: 2\n", StringComparison.Ordinal);
        var removal = new Fix("Remove b", [new FixEdit(source.SpanBetween(start, start + 5), new TextEdit(start, start + 5, ""))]);

        var preview = FixPreview.Of(removal.Edits, source)!;

        preview.Removed.ShouldBe(["b: 2"]);
        preview.Added.ShouldBeEmpty();
        preview.FirstLine.ShouldBe(2);
    }

    [Fact]
    public void A_fix_of_line_ends_shows_no_lines()
    {
        var source = SourceText.Of("a.yaml", "a: 1\r\nb: 2\r\n");

        FixPreview.Of([new FixEdit(default, new TextEdit(4, 6, "\n"))], source).ShouldBeNull();
    }

    [Fact]
    public void A_change_too_large_to_read_at_a_glance_has_its_title_only()
    {
        var source = SourceText.Of("a.yaml", string.Concat(Enumerable.Repeat("a: 1\n", 50)));
        var longLine = SourceText.Of("b.yaml", new string('a', 1_000_000));

        FixPreview.Of([new FixEdit(default, new TextEdit(0, source.Content.Length, "b"))], source).ShouldBeNull();
        FixPreview.Of([new FixEdit(default, new TextEdit(0, 1, "b"))], longLine).ShouldBeNull();
        FixPreview.Of([], source).ShouldBeNull();
        FixPreview.Of([new FixEdit(default, new TextEdit(0, 1, "b"))], null).ShouldBeNull();
    }

    private static int Count(string text, string words) => text.Split(words).Length - 1;

    // Code spans and blocks neither notify nor link; what is left is what GitHub looks into.
    private static IEnumerable<string> OutsideCode(string text)
    {
        var fence = "";
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.Trim();
            if (fence.Length > 0)
            {
                fence = trimmed == fence ? "" : fence;
            }
            else if (trimmed.StartsWith("```", StringComparison.Ordinal) && trimmed.EndsWith("diff", StringComparison.Ordinal))
            {
                fence = trimmed[..^4];
            }
            else
            {
                yield return WithoutSpans(line);
            }
        }
    }

    private static string WithoutSpans(string line)
    {
        var result = new StringBuilder();
        for (var i = 0; i < line.Length;)
        {
            var run = line.AsSpan(i).IndexOfAnyExcept('`') is >= 0 and var r ? r : line.Length - i;
            var close = run > 0 && (i == 0 || line[i - 1] != '\\') ? line.IndexOf(new string('`', run), i + run, StringComparison.Ordinal) : -1;
            if (close > 0)
            {
                i = close + run;
            }
            else
            {
                result.Append(line[i++]);
            }
        }

        return result.ToString();
    }
}
