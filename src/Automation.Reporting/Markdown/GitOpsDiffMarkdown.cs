using System.Text;
using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>Changes of applications as Markdown: what deploys where and what is deleted first, then each application, folded.</summary>
public static class GitOpsDiffMarkdown
{
    private const int MostRows = 100;
    private const int MostSentences = 20;
    private const int LongestSentence = 500;

    /// <summary>The beginning of the table of applications.</summary>
    internal const string TableHeading =
        "\n| Application | | Objects | Cluster | Namespace | Project | Revision |\n|:--|:--|:--|:--|:--|:--|:--|\n";

    /// <summary>The parts below a limit.</summary>
    /// <param name="diff">The changes.</param>
    /// <param name="limit">The most characters of a part.</param>
    /// <param name="beginning">What the first part begins with.</param>
    public static IReadOnlyList<string> Parts(GitOpsDiff diff, int limit, string beginning = "") =>
        DiffParts.Split(beginning + Opening(diff), Blocks(diff), limit);

    /// <summary>The summary: a headline, a table, and what is not known.</summary>
    public static string Opening(GitOpsDiff diff)
    {
        var mark = diff.Count(DiffState.Deleted) > 0 ? "⚠️ " : "";
        var text = new StringBuilder($"### {mark}{MarkdownText.Plain(GitOpsDiffWording.Headline(diff))}\n");
        if (diff.Applications.Count > 0)
        {
            text.Append(TableHeading).AppendJoin("", diff.Applications.Take(MostRows).Select(Row));
            if (diff.Applications.Count > MostRows)
            {
                text.Append($"\n… and {diff.Applications.Count - MostRows:N0} more.\n");
            }
        }

        Append(text, "❌", diff.Problems);
        Append(text, "⚠️", [.. diff.NotChecked.Select(n => $"{n.What} is not known, because {ReportWording.Because(n.Why)}."), .. diff.Undecided]);
        return text.Append($"\n{MarkdownText.Plain(GitOpsDiffWording.Scope(diff))}\n").ToString();
    }

    /// <summary>A section for each application.</summary>
    public static IEnumerable<DiffBlock> Blocks(GitOpsDiff diff) => diff.Applications.Select(Block);

    private static DiffBlock Block(ApplicationDiff application)
    {
        var text = new StringBuilder();
        if (application.Fate.Length > 0)
        {
            text.Append($"{MarkdownText.Plain(application.Fate, LongestSentence)}\n");
        }

        if (application.Fields.Count > 0)
        {
            text.Append("\n| Field | Before | After |\n|:--|:--|:--|\n");
            foreach (var field in application.Fields)
            {
                var (before, after) = GitOpsDiffWording.Values(field);
                text.Append($"| **{MarkdownTable.Cell(field.Name)}** | {MarkdownText.Code(before, LongestSentence, inTable: true)} ")
                    .Append($"| {MarkdownText.Code(after, LongestSentence, inTable: true)} |\n");
            }
        }

        Append(text, "❌", application.Problems);
        Append(text, "⚠️", [.. application.Warnings, .. application.Undecided]);
        if (GitOpsDiffWording.Hidden(application) is { Length: > 0 } hidden)
        {
            text.Append($"\n{hidden}\n");
        }

        var counts = GitOpsDiffWording.Objects(application);
        var from = $"{application.File}{(application.Origin.Length == 0 ? "" : $", {application.Origin}")}";
        return new DiffBlock(
            application.Name,
            $"{Mark(application)} <b>{MarkdownText.HtmlCode(application.Name)}</b> {GitOpsDiffWording.Of(application)}"
                + $"{(counts.Length == 0 ? "" : $" ({counts})")}: {MarkdownText.HtmlCode(from)}",
            text.ToString(),
            [.. application.Objects.Select(o => new DiffItem(o.Name, Heading(application, o), [.. o.Lines.Select(l => VisibleText.Of(l))]))]);
    }

    private static string Heading(ApplicationDiff application, ObjectDiff one) =>
        $"**{MarkdownText.Code(one.Name)}** {GitOpsDiffWording.Of(application, one)}{(one.Hook.Length == 0 ? "" : $", hook {MarkdownText.Code(one.Hook)}")}";

    /// <summary>The row of an application.</summary>
    internal static string Row(ApplicationDiff application)
    {
        var (place, before) = (application.Place, application.PlaceBefore);
        var state = application.State == DiffState.Deleted ? $"**{GitOpsDiffWording.Of(application)}**" : GitOpsDiffWording.Of(application);
        return $"| {MarkdownText.Code(application.Name, inTable: true)} | {Mark(application)} {state} "
            + $"| {GitOpsDiffWording.Objects(application)}{(application.Undecided.Count > 0 ? " ⚠️" : "")} "
            + $"| {Cell(before?.Cluster, place.Cluster)} | {Cell(before?.Namespace, place.Namespace)} | {Cell(before?.Project, place.Project)} "
            + $"| {Cell(before?.Revision, place.Revision)} |\n";
    }

    private static string Cell(string? before, string after) => before is null || before == after ? MarkdownTable.Cell(after)
        : $"{MarkdownTable.Cell(before.Length == 0 ? "(none)" : before)} → {MarkdownTable.Cell(after.Length == 0 ? "(none)" : after)}";

    /// <summary>The colour of an application's change.</summary>
    internal static string Mark(ApplicationDiff application) => application.State switch
    {
        _ when application.Remains == DiffRemains.Application => "🟠",
        DiffState.Added => "🟢",
        DiffState.Deleted => "🔴",
        _ => "🟡",
    };

    private static void Append(StringBuilder text, string mark, IReadOnlyList<string> sentences)
    {
        foreach (var sentence in sentences.Take(MostSentences))
        {
            text.Append($"\n{mark} {MarkdownText.Plain(sentence, LongestSentence)}\n");
        }

        if (sentences.Count > MostSentences)
        {
            text.Append($"\n{mark} … and {sentences.Count - MostSentences:N0} more.\n");
        }
    }
}

/// <summary><c>gitops diff --format markdown</c>: one text, however long.</summary>
public sealed class GitOpsDiffMarkdownWriter : IWriter<GitOpsDiff>
{
    /// <inheritdoc/>
    public void Write(GitOpsDiff diff, TextWriter output) => output.Write(GitOpsDiffMarkdown.Parts(diff, int.MaxValue)[0]);
}
