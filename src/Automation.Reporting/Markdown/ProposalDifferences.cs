using System.Text;
using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>
/// The rendered differences in the text of a proposal, in parts: what happens to objects in one sentence, what is not known, then each application, folded.
/// </summary>
internal static class ProposalDifferences
{
    private const int MostSentences = 20;
    private const int LongestSentence = 500;

    /// <summary>The parts below a limit; at least one.</summary>
    /// <param name="diff">The differences.</param>
    /// <param name="limit">The most characters of a part.</param>
    public static IReadOnlyList<string> Parts(GitOpsDiff diff, int limit)
    {
        var parts = DiffParts.Split(Opening(diff), GitOpsDiffMarkdown.Blocks(diff), limit - 1);
        return [$"\n{parts[0]}", .. parts.Skip(1)];
    }

    // The table above has the applications.
    private static string Opening(GitOpsDiff diff)
    {
        var with = diff.Tools.Count == 0 ? "" : $" Rendered with {ReportWording.Join(diff.Tools)}.";
        var text = new StringBuilder($"**What changes in the clusters:** {MarkdownText.Plain(Objects(diff) + with)}\n");
        string[] unknown =
        [
            .. diff.Problems,
            .. diff.NotChecked.Select(n => $"{n.What} is not known, because {ReportWording.Because(n.Why)}."),
            .. diff.Undecided,
        ];
        foreach (var sentence in unknown.Take(MostSentences))
        {
            text.Append($"\n⚠️ {MarkdownText.Plain(sentence, LongestSentence)}\n");
        }

        return (unknown.Length > MostSentences ? text.Append($"\n⚠️ … and {unknown.Length - MostSentences:N0} more.\n") : text).ToString();
    }

    private static string Objects(GitOpsDiff diff)
    {
        var unknown = diff.Applications.Count(a => a.Undecided.Count > 0);
        var counts = new[] { (DiffState.Deleted, "deleted"), (DiffState.Changed, "changed"), (DiffState.Added, "added") }
            .Select(s => (Count: diff.CountObjects(s.Item1), Word: s.Item2))
            .Append((Count: diff.CountRemaining(), Word: "left in place"))
            .Where(s => s.Count > 0)
            .Select(s => $"{ReportWording.Count(s.Count, "object")} {s.Word}").ToList();
        var known = counts.Count > 0 ? string.Join(", ", counts) : unknown > 0 ? "not known" : "no object";
        return unknown == 0 ? $"{known}." : $"{known}; {ReportWording.Count(unknown, "application")} {(unknown == 1 ? "is" : "are")} not known completely.";
    }
}
