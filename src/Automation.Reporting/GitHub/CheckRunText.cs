using System.Text;
using Automation.Reporting.Markdown;

namespace Automation.Reporting.GitHub;

/// <summary>What a check run says of a report, besides its annotations.</summary>
/// <param name="Title">One line.</param>
/// <param name="Summary">Markdown.</param>
public sealed record CheckRunText(string Title, string Summary)
{
    // GitHub takes 65,535 characters (REST: "Create a check run", output.summary); a character of several bytes may count as several.
    internal const int MostBytes = 65_535;

    /// <summary>Says it.</summary>
    public static CheckRunText Of(Report report, ReportLinks links) =>
        new(VisibleText.Of(Wording.Summary(report)), new MarkdownReport(links).Render(report, "", MostBytes, Encoding.UTF8.GetByteCount));
}
