using System.Text;
using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.GitHub;

/// <summary>The text of a report's check run, apart from its annotations.</summary>
/// <param name="Title">One line.</param>
/// <param name="Summary">Markdown.</param>
public sealed record CheckRunText(string Title, string Summary)
{
    // GitHub accepts 65,535 characters (REST: "Create a check run", output.summary); a character of several bytes may count as several.
    internal const int MostBytes = 65_535;

    // GitHub shows only one line of the title.
    private const int LongestTitle = 255;

    public static CheckRunText Of(Report report, ReportLinks links) =>
        new(VisibleText.Of(Headline.Of(report), LongestTitle), new MarkdownReport(links).Render(report, "", MostBytes, Encoding.UTF8.GetByteCount));

    /// <param name="title">The title without it.</param>
    /// <param name="summary">The summary without it.</param>
    /// <param name="fails">Whether the check would fail.</param>
    public static CheckRunText InShadow(string title, string summary, bool fails)
    {
        var verdict = fails ? "would fail" : "would pass";
        var note =
            $"> [!NOTE]\n> Shadow mode: the organisation is trying out this check, so it does not block the merge. Without shadow mode it **{verdict}**.\n\n";
        var room = MostBytes - Encoding.UTF8.GetByteCount(note);
        return new CheckRunText($"Shadow mode, {verdict}: {title}", note + (Encoding.UTF8.GetByteCount(summary) <= room ? summary : Cut(summary, room)));
    }

    // At the end of a line: half a table row is not a row.
    private static string Cut(string summary, int room)
    {
        var lines = summary.Split('\n');
        var (kept, bytes) = (0, 0);
        while (kept < lines.Length && (bytes += Encoding.UTF8.GetByteCount(lines[kept]) + 1) <= room)
        {
            kept++;
        }

        return string.Join('\n', lines[..kept]) + "\n";
    }

    /// <summary>The text for a commit that could not be checked.</summary>
    /// <param name="reason">Why not.</param>
    public static CheckRunText Unchecked(string reason) => new(
        "Not checked: automation could not finish",
        $"""
        This commit was not checked, so nothing is known about its descriptors and owners.

        The reason: {MarkdownText.Plain(reason)}

        Press **Re-run**, or comment `/automation recheck`, to check it again. If that does not help, ask the operator of the automation server:
        `automation-server deliveries list --state dead` lists the checks that were given up.

        """);
}
