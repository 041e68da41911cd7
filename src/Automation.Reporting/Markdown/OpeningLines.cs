using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The first lines of a report: whether it fails the check, what to do, and which owners' references merging breaks.</summary>
internal static class OpeningLines
{
    public static string Of(Report report, ReportLinks links)
    {
        var breaks = Breaks(report);

        // A break within one line: a line feed would be a space in a summary, but a second break in a comment.
        return $"### {Icon(report)} {MarkdownText.Plain(Headline.Of(report))}\n\n{NextStep(report, links)}{(breaks.Length == 0 ? "" : $"<br>{breaks}")}\n";
    }

    private static string Icon(Report report) => report.Conclusion switch
    {
        "failure" => "❌",
        "neutral" => "⚠️",
        _ => "✅",
    };

    private static string NextStep(Report report, ReportLinks links)
    {
        var problems = report.Findings.Where(f => !f.PreExisting).ToList();
        var forPlatform = problems.Count(f => f.Rule.Responsible == Core.Findings.Responsible.PlatformTeam);
        var ask = forPlatform == 0
            ? ""
            : $" Ask the platform team about {(forPlatform < problems.Count ? $"{forPlatform:N0} of them" : problems.Count == 1 ? "it" : "them")}.";
        return (problems.Count, FixCommands.For(report, links.HasButton)) switch
        {
            (0, _) when report.IsIncomplete => "This cannot be fixed automatically: the reason is below.",
            (0, _) when report.FailsWithoutDescriptor => "This cannot be fixed automatically: add a `catalog-info.yaml`.",
            (0, _) when report.BrokenRelations > 0 => "There is no automatic fix for this.",
            (0, _) when report.GitOps?.Count(DiffState.Deleted) > 0 => "Read what is deleted before you merge.",
            (0, _) => "There is nothing to do.",
            (_, { Count: 0 }) => $"None of this can be fixed automatically: the table shows what to change.{ask}",
            var (all, fixes) => $"{Fixable(all, fixes.Count)}: {How(report, links, fixes)}.{ask}",
        };
    }

    private static string Fixable(int all, int fixable) => (all, fixable) switch
    {
        (1, 1) => "It can be fixed for you",
        _ when all == fixable => "All of them can be fixed for you",
        _ => $"{fixable:N0} of {ReportWording.Count(all, "problem")} can be fixed for you",
    };

    private static string How(Report report, ReportLinks links, FixCommands fixes)
    {
        var run = report.HasFixOption ? "run again with `--fix`" : $"run {ReportWording.Join([.. fixes.Commands.Select(c => MarkdownText.Code(c))])}";
        var press = $"press **{MarkdownText.Link("Fix it", links.Everything)}** in the check";
        return !links.HasButton ? run : fixes.Commands.Count == 0 ? press : $"{press}, or {run}";
    }

    private static string Breaks(Report report)
    {
        if (report.CatalogChange is not { } change)
        {
            return "";
        }

        var breakage = Breakage.Of(change);
        if (breakage.IsEmpty)
        {
            return change.KnowsOthers
                ? "Merging this breaks nothing in other repositories."
                : "Whether merging this breaks other repositories is not known: no catalog is available.";
        }

        var (owners, targets) = (MarkdownWords.List(breakage.Owners), MarkdownWords.List(breakage.Targets));
        var isOne = breakage.Entities.Count == 1;

        // If nothing fails, the headline names the affected owners.
        return report.HasFailed
            ? $"⚠️ Merging this also **breaks {breakage.What} of {owners}** that {(isOne ? "refers" : "refer")} to {targets}."
            : $"⚠️ {(isOne ? "It refers" : "They refer")} to {targets}: agree with {owners} before you merge, or keep "
                + $"{(breakage.Targets.Count == 1 ? "it" : "them")}.";
    }
}

/// <summary>Names of a catalog in a sentence.</summary>
internal static class MarkdownWords
{
    private const int MostNames = 3;

    /// <summary><c>`a`, `b` and 3 more</c>, of names in quotes.</summary>
    public static string List(IReadOnlyList<string> names)
    {
        var shown = names.Take(MostNames).Select(n => MarkdownText.Plain(n)).ToList();
        return ReportWording.Join(names.Count > MostNames ? [.. shown, $"{names.Count - MostNames:N0} more"] : shown);
    }
}
