using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>--format text</c>: for a terminal, in the style of a compiler.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class TerminalWriter(TerminalOptions options) : IWriter<Report>
{
    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        var findings = new TerminalFinding(page, options, report);
        foreach (var file in report.Findings.Where(IsShown).GroupBy(f => f.File))
        {
            page.Line((VisibleText.Of(file.Key), Tone.File), ($"  {ReportWording.Severities(file)}", Tone.Faint));
            page.Line();
            foreach (var finding in file)
            {
                findings.Write(finding);
            }
        }

        if (!options.Quiet)
        {
            WritePreExisting(page, report);
            WriteNotChecked(page, report);
            WriteSkeletons(page, report);
            WriteOwners(page, report);
            WriteCatalogChange(page, report.CatalogChange);
            WriteDeployments(page, report.GitOps);
        }

        WriteOutcome(page, report);
        if (report.Repositories.Count > 0)
        {
            new RepositorySection(page, options).Write(report.Repositories);
        }
    }

    /// <summary>Writes only the last lines: how many problems there are, and how many can be fixed.</summary>
    public void WriteOutcome(Report report, TextWriter output) => WriteOutcome(new TerminalPage(output, options), report);

    // The author of a pull request looks for new findings.
    private bool IsShown(Finding finding) => (!options.Quiet || finding.Severity == Severity.Error) && (options.Verbose || !finding.PreExisting);

    private void WritePreExisting(TerminalPage page, Report report)
    {
        if (!options.Verbose && ReportWording.PreExisting(report) is { Length: > 0 } sentence)
        {
            page.Sentence(0, ($"{sentence}. Use --verbose to see the details.", Tone.Faint));
            page.Line();
        }
    }

    private static void WriteNotChecked(TerminalPage page, Report report)
    {
        foreach (var (what, why) in report.NotChecked)
        {
            page.Sentence(2, ("not checked", Tone.Warning), ($": {VisibleText.Of(what)}, because {VisibleText.Of(ReportWording.Because(why))}", Tone.Plain));
        }

        if (report.NotChecked.Count > 0)
        {
            page.Line();
        }
    }

    private void WriteSkeletons(TerminalPage page, Report report)
    {
        if (ReportWording.Skeletons(report) is { Length: > 0 } sentence)
        {
            page.Line(($"{sentence}{(options.Verbose ? ":" : ".")}", Tone.Faint));
            foreach (var file in options.Verbose ? report.Skeletons : [])
            {
                page.Line(($"  {VisibleText.Of(file)}", Tone.Faint));
            }
        }
    }

    private void WriteOwners(TerminalPage page, Report report)
    {
        if (ReportWording.Owners(report) is not { Length: > 0 } sentence)
        {
            return;
        }

        page.Line(($"{sentence}.", Tone.Faint));
        foreach (var verdict in options.Verbose ? report.Ownership : [])
        {
            var line = verdict.Line is { } number ? $" (line {number})" : "";
            var owners = verdict.Codeowners.Count == 0 ? "no owner" : string.Join(' ', verdict.Codeowners);
            page.Line(
                ($"  {verdict.Verdict}: {VisibleText.Of(verdict.EntityRef)}, {VisibleText.Of(verdict.CatalogOwner)}, {VisibleText.Of(owners)}{line}",
                    Tone.Faint));
        }
    }

    private void WriteCatalogChange(TerminalPage page, CatalogChange? change)
    {
        if (change is null)
        {
            return;
        }

        page.Line(($"{CatalogChangeWording.Merging(change)}.", change.Relations.Any(r => r.Breaks) ? Tone.Warning : change.IsEmpty ? Tone.Faint : Tone.Strong));
        if (!change.IsEmpty)
        {
            new CatalogChangePage(page, options).Write(change);
            page.Line();
        }
    }

    private void WriteDeployments(TerminalPage page, GitOpsDiff? diff)
    {
        if (diff is null)
        {
            return;
        }

        var tone = diff.Count(DiffState.Deleted) > 0 ? Tone.Warning : diff.Applications.Count == 0 ? Tone.Faint : Tone.Strong;
        page.Sentence(0, ($"{GitOpsDiffWording.Headline(diff)}. ", tone), (VisibleText.Of(GitOpsDiffWording.Scope(diff)), Tone.Faint));
        page.Line();
        new GitOpsDiffPage(page, options.Verbose).Write(diff.Applications);
        if (!options.Verbose && diff.Applications.Any(a => a.Objects.Count > 0))
        {
            page.Sentence(0, ("Use --verbose to see the changed lines.", Tone.Faint));
        }
    }

    private void WriteOutcome(TerminalPage page, Report report)
    {
        if (report.Fixed is { } applied)
        {
            page.Line(($"Fixed: {ReportWording.Count(applied.Edits, "edit")} in {ReportWording.Count(applied.Files, "file")}.", Tone.Well));
        }

        if (!options.Quiet && ReportWording.Suppressed(report) is { Length: > 0 } suppressed)
        {
            page.Line(($"{suppressed}.", Tone.Faint));
        }

        var tone = report.Conclusion switch
        {
            "failure" => Tone.Error,
            "neutral" => Tone.Warning,
            _ => Tone.Well,
        };
        var notChecked = options.Quiet && ReportWording.NotChecked(report) is { Length: > 0 } some ? $" {some}." : "";
        page.Sentence(0, (ReportWording.Summary(report) + notChecked, tone));
        if (!options.Quiet && ReportWording.Fixable(report) is { Length: > 0 } fixable)
        {
            page.Sentence(0, ($"{fixable}.", Tone.Strong));
        }
    }
}
