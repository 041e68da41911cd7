using System.Text;
using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The pull request that brings a newer revision of its template to a service: what has to be decided comes first.</summary>
/// <param name="marker">The line that the pull request is recognized by; people do not see it.</param>
public sealed class UpdatePullRequest(UpdateReport report, string marker)
{
    private const int LongestTitle = 120;
    private const int LongestBlock = 4_000;
    private const int MostFiles = 200;

    private readonly Budget _budget = new(CommentWriter.MostCharacters - 1_000, text => text.Length);

    public string Title
    {
        get
        {
            var text = VisibleText.Of($"Update {NameOf(report.Template)} from {report.From} to {report.To}");
            return text.Length > LongestTitle ? text[..LongestTitle] : text;
        }
    }

    public string Body()
    {
        var conflicts = report.Conflicts.ToList();
        var opening = $"{marker}\n{Opening(conflicts.Count)}\n";
        var footer = Footer();
        _budget.Take(opening);
        _budget.Take(footer);
        var text = new StringBuilder(opening);
        foreach (var conflict in conflicts)
        {
            var section = ConflictSection(conflict);
            text.Append(_budget.TryTake(section) ? section : LeftOut(conflict));
        }

        return text.Append(Notes()).Append(Table()).Append(Commits()).Append(footer).ToString();
    }

    private string Opening(int conflicts)
    {
        var changing = report.Files.Count(f => f.Changes);
        var from = $"This service was made from the template {MarkdownText.Code(report.Template)}, which has changed since "
            + $"({MarkdownText.Code(report.From.ToString())} to {MarkdownText.Code(report.To.ToString())}).";
        var what = $"{ReportWording.Count(changing, conflicts == 0 ? "file" : "other file")} {(changing == 1 ? "was" : "were")} updated";
        return conflicts == 0
            ? $"{from}\n\n**{what}.** The service's own changes were kept."
            : $"{from}\n\n**{ReportWording.Count(conflicts, "file")} {(conflicts == 1 ? "needs" : "need")} a decision.** "
                + $"{(changing == 0 ? "" : what + ". ")}Where both changed the same lines, this branch has the service's text until you edit it. "
                + "Mark the pull request as ready when you have decided.";
    }

    private static string ConflictSection(UpdatedFile file)
    {
        var text = new StringBuilder($"\n### {MarkdownText.Code(file.Path)}\n\n{MarkdownText.Plain(file.Reason)}\n");
        foreach (var conflict in file.Conflicts)
        {
            var lines = Prefixed('-', conflict.Service).Concat(Prefixed('+', conflict.Template)).ToList();
            var fence = MarkdownText.FenceFor(lines);
            text.Append($"\nLine {conflict.Line}: `-` the service has, `+` the template has now")
                .Append(conflict.Before.Length == 0 ? ".\n" : WasBefore(conflict.Before))
                .Append($"\n{fence}diff\n{string.Join('\n', lines)}\n{fence}\n");
        }

        if (file.Conflicts.Count == 0 && file.Offered is { } offered)
        {
            var shown = offered.Length > LongestBlock ? offered[..LongestBlock] + "\n…" : offered;
            var lines = Lines(shown);
            var fence = MarkdownText.FenceFor(lines);
            text.Append($"\n<details>\n<summary>The template's file</summary>\n\n{fence}\n{string.Join('\n', lines)}\n{fence}\n\n</details>\n");
        }

        return text.ToString();
    }

    private static string WasBefore(string before) => Lines(before) is [var only] ? $". It was {MarkdownText.Code(only.Trim())}.\n" : ".\n";

    private static string LeftOut(UpdatedFile file) => $"\n- {MarkdownText.Code(file.Path)}: {MarkdownText.Plain(file.Reason)}\n";

    private string Notes()
    {
        var notes = string.Concat(report.Notes.Select(n => $"- {MarkdownText.Plain(n)}\n"));
        return notes.Length > 0 && _budget.TryTake(notes) ? $"\n{notes}" : "";
    }

    private string Table()
    {
        var files = report.Files.Where(f => f.What != UpdatedFile.Conflict).ToList();
        return MarkdownTable.Of("\n| File | Change | Why |\n|:--|:--|:--|\n", files.Select(Row), files.Count, MostFiles, _budget);
    }

    private static string Row(UpdatedFile file) =>
        $"| {MarkdownText.Code(file.Path, inTable: true)} | {WordOf(file.What)} | {MarkdownTable.Cell(file.Reason)} |\n";

    /// <summary>How the update changes a file, for people.</summary>
    public static string WordOf(string what) => what switch
    {
        "staysdeleted" => "stays deleted",
        "dropped" => "kept",
        _ => what,
    };

    private string Commits() => Folded.Of(
        $"What changed in the template: {ReportWording.Count(report.Commits.Count, "commit")}",
        "",
        [.. report.Commits.Select(c => $"- {MarkdownText.Code(c.Commit)} {MarkdownText.Plain(c.Subject)}\n")],
        _budget,
        left => ReportWording.Count(left, "commit"));

    private static string Footer() =>
        "\nTo keep the service's version of a file from now on, add its path to `declined` in `.automation/scaffold.yml` on this branch. "
        + "To skip this revision, close the pull request. "
        + $"[How updates work]({Product.Guide("template-updates")})\n";

    private static string NameOf(string template) => template[(template.LastIndexOf('/') + 1)..];

    private static IEnumerable<string> Prefixed(char sign, string lines) => lines.Length == 0 ? [] : Lines(lines).Select(l => sign + l);

    private static List<string> Lines(string text) => [.. text.TrimEnd('\n').Split('\n').Select(l => VisibleText.Of(l.TrimEnd('\r')))];
}
