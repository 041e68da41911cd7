using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The last line: what was checked and compared with, where to find the rest, and where to ask.</summary>
internal static class ReportFooter
{
    // The length of git's short commit ids.
    private const int ShortCommit = 7;

    private static readonly string[] Commands = ["recheck", "explain", "help"];

    public static string Of(Report report, ReportLinks links)
    {
        string[] parts =
        [
            $"{MarkdownText.Plain(report.Title)}{Counts(report)}{At(links)}{Against(report)}",
            ReportWording.Owners(report),
            ReportWording.Skeletons(report),
            ReportWording.Suppressed(report),
            links.Everything is null ? "" : MarkdownText.Link("all findings", links.Everything),
            links.HasCommands ? $"comment {string.Join(", ", Commands.Select(c => MarkdownText.Code($"/automation {c}")))}" : "",
            links.Guide is null ? "" : MarkdownText.Link("guide", links.Guide),
        ];
        return $"\n<sub>{string.Join(" · ", parts.Where(p => p.Length > 0))}</sub>\n";
    }

    private static string Counts(Report report) => ReportWording.LookedAt(report) is { Length: > 0 } looked ? $": {looked}" : "";

    private static string At(ReportLinks links) =>
        links.Commit is { } commit
            ? $", checked at {MarkdownText.Link(MarkdownText.Code(commit[..Math.Min(ShortCommit, commit.Length)]), links.CommitPage)}"
            : "";

    private static string Against(Report report) => report.CatalogChange is { KnowsOthers: true } change
        ? $" against {CatalogChangeWording.Entities(change.Before.Entities)}{(change.Catalog is { } catalog ? $" of {MarkdownText.Code(catalog)}" : "")}"
        : "";
}
