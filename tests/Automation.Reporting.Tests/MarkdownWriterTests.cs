using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;
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
    public void No_findings_are_reported_in_one_line() => Snapshot.Match(Comment.Written(SampleReport.AllWell), "comment-all-well.md");

    [Fact]
    public void What_merging_breaks_is_in_sight_and_what_else_changes_is_folded() =>
        Snapshot.Match(
            Comment.Written(SampleReport.Acme with { CatalogChange = CatalogChanges.SampleChange.Acme with { KnowsOthers = true, Catalog = "acme/catalog" } }),
            "comment-breaking.md");

    [Fact]
    public void What_was_not_checked_is_in_the_headline() =>
        Comment.Written(SampleReport.AllWell with { NotChecked = [new("a", "b")] })
            .ShouldContain("### ✅ This check passes: no problems found in 14 documents (9 files); 1 thing was not checked\n");

    [Fact]
    public void Owners_that_agree_need_no_table() =>
        Comment.Written(SampleReport.Acme with { Ownership = [.. SampleReport.Acme.Ownership.Where(v => v.Verdict == OwnershipVerdict.Agree)] })
            .ShouldNotContain("Who owns it");

    [Fact]
    public void Every_finding_and_every_broken_relation_can_be_reached()
    {
        var report = SampleReport.Acme with { CatalogChange = CatalogChanges.SampleChange.Acme };

        var page = RenderedMarkdown.Of(Comment.Written(report));

        foreach (var finding in report.Findings)
        {
            // What a message quotes is code on the page, and has no quotes there.
            Words(page.Text).ShouldContain(Words(finding.Message));
            page.Links.ShouldContain(Links.ToAcme.Line(finding.File, finding.Span.Start.Line));
        }

        foreach (var relation in report.CatalogChange.Relations.Where(r => r.Breaks))
        {
            Words(page.Text).ShouldContain(Words(
                $"{CatalogNames.Kind(relation.Holder.Ref)} {CatalogNames.Name(relation.Holder.Ref)} {relation.Type} {CatalogNames.Name(relation.Target)}"));
        }

        static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
    }

    [Fact]
    public void A_broken_relation_that_is_not_in_sight_is_folded_below()
    {
        var change = CatalogChanges.SampleChange.Acme with
        {
            Relations = [.. Enumerable.Range(0, 50).Select(i => CatalogChanges.SampleChange.Broken($"user-{i}"))],
        };

        var text = Comment.Written(SampleReport.AllWell with { CatalogChange = change });

        text.ShouldContain("<summary>30 more broken references in other repositories</summary>");
        text.ShouldContain("The picture leaves out 30 more.");
        change.Relations.ShouldAllBe(r => text.Contains(CatalogNames.Name(r.Holder.Ref), StringComparison.Ordinal));
    }

    [Fact]
    public void The_effect_on_owners_leaves_space_for_the_findings()
    {
        var source = new CodeownersSource(CodeownersState.InForce, "CODEOWNERS", "GitHub", ["CODEOWNERS"]);
        var name = new string('$', 300);
        var change = new OwnershipChange(
            new TouchedFiles(source, 1_000, [.. Enumerable.Range(0, 1_000).Select(i => new TouchedGroup([$"@{name}{i}"], [new TouchedPath(name, i)]))]),
            new HandoverSummary(
                source,
                source,
                IsEdited: true,
                1_000,
                1_000,
                [.. Enumerable.Range(0, 1_000).Select(i => new Handover([name], [], 1, [new HandoverExample(name, i, null)]))]));

        var text = Comment.Written(SampleReport.Of((SampleReport.NameFormat, 1_000)) with { OwnershipChange = change });

        text.Length.ShouldBeInRange(60_000, 65_536);
        Count(text, "| ❌ |").ShouldBeGreaterThan(100);
        text.ShouldContain("#### Owners of the files that this change touches\n");
        text.ShouldContain("… and 9");
    }

    [Fact]
    public void What_merging_breaks_leaves_space_for_the_findings_and_they_for_it()
    {
        var text = Comment.Written(SampleReport.Of((SampleReport.NameFormat, 1_000)) with { CatalogChange = CatalogChanges.SampleChange.Large(1_000) });

        text.Length.ShouldBeInRange(60_000, 65_536);
        Count(text, "| ❌ |").ShouldBeGreaterThan(100);
        text.ShouldContain("<b>⚠️ Merging this breaks 1,000 components in other repositories</b>");
        text.ShouldContain("more broken references in other repositories");
        text.ShouldContain("more changes of the catalog");
    }

    [Fact]
    public void A_comment_begins_with_its_marker()
    {
        Comment.Written(SampleReport.AllWell).ShouldStartWith("<!-- automation:check -->\n");
        new CommentWriter(ReportLinks.None, "<!-- other -->").Written(SampleReport.AllWell).ShouldStartWith("<!-- other -->\n");
    }

    [Fact]
    public void A_long_comment_drops_the_least_important_and_lists_it()
    {
        var text = Comment.Written(SampleReport.Of(
            (SampleReport.DescriptionMissing, 1_000), (SampleReport.OwnerUnknown, 1_000), (SampleReport.NameFormat, 10)));

        text.Length.ShouldBeInRange(64_000, 65_536);
        var shown = (Errors: Count(text, "| ❌ |"), Warnings: Count(text, "| ⚠️ |"), Infos: Count(text, "| ℹ️ |"));
        shown.Errors.ShouldBe(10);
        shown.Warnings.ShouldBeInRange(1, 999);
        shown.Infos.ShouldBe(0);
        var warnings = 1_000 - shown.Warnings;
        text.ShouldContain($"\nLeft out because of the size: {1_000 + warnings:N0} more problems ({ReportWording.Count(warnings, "warning")} and 1,000 "
            + "infos). [All findings](https://github.com/acme/shop/pull/42/checks?check_run_id=7)\n");
    }

    [Fact]
    public void What_is_pre_existing_is_left_out_first_if_space_is_short()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 1_000), (SampleReport.DescriptionMissing, 5));
        report = report with { Findings = [.. report.Findings.Select(f => f with { PreExisting = f.Severity == Severity.Error })] };

        var text = Comment.Written(report);

        Count(text, "| ℹ️ |").ShouldBe(5);
        var before = Count(text, "- ❌");
        before.ShouldBeInRange(1, 999);
        text.ShouldContain($"Left out because of the size: {1_000 - before} pre-existing problems.");
        text.ShouldContain("</details>");
    }

    [Fact]
    public void What_was_not_checked_is_bounded_too()
    {
        var report = SampleReport.AllWell with { NotChecked = [.. Enumerable.Range(1, 5_000).Select(i => new NotChecked($"thing {i}", "no access"))] };

        var text = Comment.Written(report);

        text.Length.ShouldBeLessThanOrEqualTo(65_536);
        text.ShouldContain($"Left out because of the size: {5_000 - Count(text, "- **thing "):N0} more things that were not checked.");
    }

    [Fact]
    public void A_summary_is_counted_in_bytes()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 4_000));
        report = report with { Findings = [.. report.Findings.Select(f => f with { Message = new string('漢', 200) })] };

        var text = Summary.Written(report);

        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(1_046_000, 1_048_576);
        text.ShouldContain("Left out because of the size: ");
    }

    [Fact]
    public void A_summary_has_space_for_what_a_comment_leaves_out()
    {
        var report = SampleReport.Of((SampleReport.NameFormat, 2_000));

        Count(Comment.Written(report), "| ❌ |").ShouldBeLessThan(2_000);
        Count(Summary.Written(report), "| ❌ |").ShouldBe(2_000);
    }

    [Fact]
    public void The_most_hostile_report_keeps_its_limit_and_its_shape()
    {
        const string Hostile = "```\n</details><script>@acme/all #1 [x](y) <!-- automation:check --> |`\u202e\ud800\n::error::x ##[add-mask]y";
        var source = SourceText.Of(Hostile, $"name: {Hostile}\n````\n");
        var report = SampleReport.In(source, "name") with
        {
            Title = Hostile,
            NotChecked = [.. Enumerable.Repeat(new NotChecked(Hostile, string.Concat(Enumerable.Repeat(Hostile, 50))), 5)],
        };
        var finding = report.Findings[0] with
        {
            Message = Hostile,
            Fix = SampleReport.Replace(source, "name", "````", Hostile),
            Related = new RelatedPlace(Hostile, SourceSpan.FileStart, Hostile),
        };
        report = report with { Findings = [finding, .. Enumerable.Repeat(finding, 100).Select((f, i) => f with { PreExisting = true, Subject = $"{i}" })] };

        report = report with { CatalogChange = CatalogChanges.SampleChange.Evil with { KnowsOthers = true, Catalog = Hostile } };

        var text = new CommentWriter(Links.ToAcme).Written(report);

        text.Length.ShouldBeLessThanOrEqualTo(65_536);
        text.ShouldNotContain("\u202e");
        Count(text, "<!-- automation:check -->").ShouldBeGreaterThan(1, "what is quoted is in code");
        var page = RenderedMarkdown.Of(text);
        page.Elements.Distinct()
            .ShouldBeSubsetOf([
                "h3",
                "p",
                "br",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "code",
                "pre",
                "span",
                "sub",
                "b",
                "a",
                "details",
                "summary",
                "ul",
                "li",
                "strong",
            ]);
        page.Autolinks.ShouldBeEmpty();
        page.Links.ShouldAllBe(
            l =>
                l.StartsWith("https://github.com/acme/shop/", StringComparison.Ordinal)
                    || l.StartsWith("https://acme.github.io/automation/", StringComparison.Ordinal));
        page.Elements.Count(e => e == "details").ShouldBe(Count(page.Html, "</details>"));

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
}
