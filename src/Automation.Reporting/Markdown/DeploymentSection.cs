using System.Text;
using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>
/// What a change of a GitOps repository deploys, in a report: a table with deleted applications first and what happens to their objects, always visible; then
/// the rendered difference of each application, folded.
/// </summary>
internal static class DeploymentSection
{
    private const int MostRows = 30;
    private const int MostSentences = 10;
    private const int LongestSentence = 500;

    /// <summary>The table, and the fate of what is deleted; empty if nothing changes.</summary>
    public static string Of(GitOpsDiff? diff, Budget budget)
    {
        if (diff is not { Applications.Count: > 0 })
        {
            return "";
        }

        var (heading, scope) = ("\n#### What this deploys\n", $"\n{MarkdownText.Plain(GitOpsDiffWording.Scope(diff))}\n");
        budget.Take(heading + scope);
        var deleted = diff.Applications.Where(a => a.Fate.Length > 0).ToList();
        var fates = budget.TakeWhile(deleted.Take(MostSentences).Select(a =>
            $"\n{GitOpsDiffMarkdown.Mark(a)} {MarkdownText.Code(a.Name)}: {MarkdownText.Plain(a.Fate, LongestSentence)}\n"));
        if (fates.Count < deleted.Count)
        {
            budget.Note($"what happens to {ReportWording.Count(deleted.Count - fates.Count, "more deleted application")}");
        }

        return heading + string.Concat(fates) + MarkdownTable.Of(
            GitOpsDiffMarkdown.TableHeading, diff.Applications.Select(GitOpsDiffMarkdown.Row), diff.Applications.Count, MostRows, budget)
            + Undecided(diff, budget) + scope;
    }

    // What is not rendered would look as if it did not change.
    private static string Undecided(GitOpsDiff diff, Budget budget)
    {
        var undecided = diff.Undecided.Select(u => $"\n⚠️ {MarkdownText.Plain(u, LongestSentence)}\n")
            .Concat(diff.Applications.SelectMany(a => a.Undecided.Select(u =>
                $"\n⚠️ {MarkdownText.Code(a.Name)}: {MarkdownText.Plain(u, LongestSentence)}\n")))
            .ToList();
        var shown = budget.TakeWhile(undecided.Take(MostSentences));
        if (shown.Count == undecided.Count)
        {
            return string.Concat(shown);
        }

        // The sections of the applications have the rest.
        var more = $"\n⚠️ … and {undecided.Count - shown.Count:N0} more things that could not be rendered or decided.\n";
        return string.Concat(shown) + (budget.TryTake(more) ? more : "");
    }

    /// <summary>The rendered differences, whole applications first; an application that is too large has only the list of its objects.</summary>
    public static string Rendered(GitOpsDiff? diff, Budget budget)
    {
        var (text, left) = (new StringBuilder(), new List<string>());
        foreach (var block in diff is null ? [] : GitOpsDiffMarkdown.Blocks(diff))
        {
            var (whole, brief) = (DiffParts.Whole(block), DiffParts.WithoutLines(block));
            if (budget.TryTake(whole))
            {
                text.Append(whole);
                continue;
            }

            left.Add(block.Name);
            if (budget.TryTake(brief))
            {
                text.Append(brief);
            }
        }

        if (left.Count > 0)
        {
            budget.Note($"the rendered differences of {Named(left)}: run {MarkdownText.Code("automation gitops diff")} to see them");
        }

        return text.ToString();
    }

    private static string Named(List<string> names)
    {
        const int Most = 5;
        var shown = names.Take(Most).Select(n => MarkdownText.Code(n)).ToList();
        return ReportWording.Join(names.Count > Most ? [.. shown, $"{names.Count - Most:N0} more applications"] : shown);
    }
}
