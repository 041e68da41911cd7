using System.Text;

namespace Automation.Reporting.Markdown;

/// <summary>A collapsed section: its summary line and its content.</summary>
internal static class Folded
{
    private const string End = "\n</details>\n";

    /// <summary>The section; empty if it has no entries, or none of them fits.</summary>
    /// <param name="summary">The line, as HTML.</param>
    /// <param name="heading">The text before the entries.</param>
    /// <param name="entries">The entries; each is shown completely or not at all.</param>
    /// <param name="budget">The available space.</param>
    /// <param name="leftOut">Describes how many were left out.</param>
    public static string Of(string summary, string heading, IReadOnlyCollection<string> entries, Budget budget, Func<int, string> leftOut) =>
        Of("<details>", summary, heading, entries, budget, leftOut, "", "");

    /// <summary>The same, expanded by default, and with a diagram after the entries.</summary>
    public static string Open(
        string summary, string heading, IReadOnlyCollection<string> entries, Budget budget, Func<int, string> leftOut, string picture, string pictureLeftOut) =>
        Of("<details open>", summary, heading, entries, budget, leftOut, picture, pictureLeftOut);

    private static string Of(
        string element,
        string summary,
        string heading,
        IReadOnlyCollection<string> entries,
        Budget budget,
        Func<int, string> leftOut,
        string picture,
        string pictureLeftOut)
    {
        if (entries.Count == 0)
        {
            return "";
        }

        var start = $"\n{element}\n<summary>{summary}</summary>\n\n{heading}";
        var shown = budget.TryTake(start + End) ? budget.TakeWhile(entries) : [];
        if (shown.Count < entries.Count)
        {
            budget.Note(leftOut(entries.Count - shown.Count));
        }

        if (shown.Count == 0)
        {
            return "";
        }

        var isDrawn = budget.TryTake(picture);
        if (!isDrawn)
        {
            budget.Note(pictureLeftOut);
        }

        return new StringBuilder(start).AppendJoin("", shown).Append(isDrawn ? picture : "").Append(End).ToString();
    }
}
