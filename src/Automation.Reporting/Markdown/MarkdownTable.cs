using System.Text;
using Automation.Core.Markdown;

namespace Automation.Reporting.Markdown;

/// <summary>A heading and the rows below it, as many as fit.</summary>
internal static class MarkdownTable
{
    private const int LongestCell = 100;

    // "… and 1,000,000 more." including its line feeds.
    private const int RoomForMore = 40;

    /// <summary>The table; empty if it has no row, unless the heading is useful by itself.</summary>
    /// <param name="heading">The text before the rows.</param>
    /// <param name="rows">The rows, rendered only as far as they fit.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="most">The maximum number of rows.</param>
    /// <param name="budget">The available space.</param>
    /// <param name="always">Whether the heading is shown without a row, too.</param>
    public static string Of(string heading, IEnumerable<string> rows, int count, int most, Budget budget, bool always = false)
    {
        if ((count == 0 && !always) || !budget.TryTake(heading + new string(' ', RoomForMore)))
        {
            return "";
        }

        var shown = rows.Take(most).TakeWhile(budget.TryTake).ToList();
        var table = new StringBuilder(heading).AppendJoin("", shown);
        return (count == shown.Count ? table : table.Append($"\n… and {count - shown.Count:N0} more.\n")).ToString();
    }

    /// <summary>Text of a repository as a cell.</summary>
    public static string Cell(string text, int limit = LongestCell) => MarkdownText.Plain(text, limit, inTable: true);
}
