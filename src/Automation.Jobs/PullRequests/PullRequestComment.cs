using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Jobs.PullRequests;

/// <summary>The text of the one comment on a pull request.</summary>
internal static class PullRequestComment
{
    /// <summary>
    /// The text; null if there is nothing to report. Pre-existing findings are only in the check run: a comment reports what this change does.
    /// </summary>
    public static string? Of(Report? report, ReportLinks links)
    {
        if (report is null || !HasSomethingToReport(report))
        {
            return null;
        }

        using var text = new StringWriter { NewLine = "\n" };
        new CommentWriter(links).Write(report, text);
        return text.ToString();
    }

    private static bool HasSomethingToReport(Report report) =>
        report.Findings.Any(f => !f.PreExisting) || report.NotChecked.Any(n => n.Fails) || report.CatalogChange is { IsEmpty: false }
        || report.GitOps is { IsEmpty: false };
}
