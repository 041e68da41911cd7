using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The words of the comment on a merged pull request of a GitOps repository.</summary>
public static class HealthWords
{
    /// <summary>What became of a revision: one sentence.</summary>
    public static string Headline(IEnumerable<ServiceApplication> applications, string revision)
    {
        List<ServiceApplication> all = [.. applications];
        var degraded = all.Count(a => a.UnknownSince is null && a.Status == "Degraded");
        var (well, unknown) = (all.Count(a => a.IsFine), all.Count(a => a.UnknownSince is not null));
        var (mark, words) = degraded == all.Count ? ("❌", $"{ReportWording.Count(degraded, "Application")} degraded")
            : degraded > 0 ? ("❌", $"{degraded} of {ReportWording.Count(all.Count, "Application")} degraded")
            : well == all.Count ? ("✅", $"{ReportWording.Count(all.Count, "Application")} synced and healthy")
            : unknown > 0 ? ("❔", $"{unknown} of {ReportWording.Count(all.Count, "Application")} without a fresh reading")
            : ("🕓", $"{well} of {ReportWording.Count(all.Count, "Application")} synced and healthy");
        return $"{mark} **Deployed {MarkdownText.Code(HealthOverviewWording.Short(revision))}: {words}**";
    }

    /// <summary>The state of an Application; one that is not fresh is not shown.</summary>
    public static string State(ServiceApplication application) =>
        application.UnknownSince is { } since ? HealthOverviewWording.Unknown(since)
        : $"{application.Sync}, {application.Status}" + (application.Errors.Count == 0 ? "" : $", {string.Join(", ", application.Errors)}")
            + (application.Operation is "" or "Succeeded" ? "" : $", last operation {application.Operation}");

    /// <summary>What is wrong, who can act with the reason, and the next step.</summary>
    public static string ToDo(HealthProblem problem) =>
        $"{MarkdownText.Plain($"{problem.Effect} {problem.Says}", 600, inTable: true)}<br>"
        + $"**Who**: {RuleWords.Name(problem.Responsible)} (likely), because {MarkdownText.Plain(problem.Why, 300, inTable: true)}.<br>"
        + $"**Next**: {MarkdownText.Plain(problem.Next, 400, inTable: true)}";
}
