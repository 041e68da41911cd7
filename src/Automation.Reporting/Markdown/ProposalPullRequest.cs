using System.Globalization;
using System.Text;
using Automation.Core.Markdown;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The pull request of a proposal: what it deploys, where, and what it deletes come first.</summary>
/// <param name="report">The proposal.</param>
public sealed class ProposalPullRequest(ProposalReport report)
{
    private const string Marker = "<!-- automation:gitops-proposal ";
    private const string Asked = "<!-- automation:gitops-request ";
    private const string Part = "<!-- automation:gitops-part ";
    private const string Reset = "<!-- automation:gitops-reset -->";
    private const int LongestTitle = 120;
    private const int MostFiles = 100;
    private const int MostApplications = 60;

    // What the text leaves for rendered differences, at least: the rest of them is in comments.
    private const int LeastRendered = 16_000;

    private readonly Budget _budget = new(CommentWriter.MostCharacters - 1_000 - (report.Rendered is null ? 0 : LeastRendered), text => text.Length);

    /// <summary>Its title.</summary>
    public string Title
    {
        get
        {
            var text = VisibleText.Of(report.Action switch
            {
                ProposalAction.Onboard => $"Deploy {report.Service} to {Environments()}",
                ProposalAction.Remove => $"Remove {report.Service} from {Environments()}",
                ProposalAction.Promote => $"Promote {report.Service} to {Environments()}",
                _ => $"Update the deployment of {report.Service}",
            });
            return text.Length > LongestTitle ? text[..LongestTitle] : text;
        }
    }

    /// <summary>The line by which a later run recognizes what was asked for; people do not see it.</summary>
    public static string MarkerOf(ProposalReport report) => $"{Marker}{report.Entity} {report.Intent} -->";

    /// <summary>The ref of the component in the text of a pull request; null where the text is none of these.</summary>
    public static string? EntityOf(string? body) =>
        body?.StartsWith(Marker, StringComparison.Ordinal) == true && body[Marker.Length..].Split(' ', 3) is [{ Length: > 0 } entity, _, ..] ? entity : null;

    /// <summary>What a person asked for, in words; none where the catalog asks. <see cref="ProposalReport.Request"/></summary>
    public static IReadOnlyList<string> RequestOf(string? body) =>
        body?.Split('\n', 3) is [_, var line, ..] && line.StartsWith(Asked, StringComparison.Ordinal)
            ? [.. line[Asked.Length..].Split(' ').TakeWhile(w => w.TrimEnd() != "-->").Select(Uri.UnescapeDataString)]
            : [];

    /// <summary>Whether a person checked the box that discards the commits of people.</summary>
    public static bool IsResetRequested(string? body) => body?.ReplaceLineEndings("\n").Split('\n')
        .Any(l => l.Contains(Reset, StringComparison.Ordinal) && l.TrimStart().StartsWith("- [x]", StringComparison.OrdinalIgnoreCase)) == true;

    /// <summary>Whether a text says that the branch is left as it is.</summary>
    public static bool IsHeldText(string? body) => body?.Contains(Reset, StringComparison.Ordinal) == true;

    /// <summary>Its text, and the comments with the rendered differences that do not fit in it.</summary>
    /// <param name="isHeld">Whether the branch has commits of people, and therefore is not what this text describes.</param>
    public ProposalText Text(bool isHeld)
    {
        var asked = report.Request.Length == 0 ? "" : $"{Asked}{report.Request} -->\n";
        var opening = $"{MarkerOf(report)}\n{asked}{(isHeld ? Held() : "")}{Opening()}\n";
        var footer = Footer();
        _budget.Take(opening);
        _budget.Take(footer);
        var text = new StringBuilder(opening).Append(Applications()).Append(List("Deleted", report.Deletions))
            .Append(List("Validation", report.Validation.Select(v => MarkdownText.Plain(v)))).Append(List("To know", report.Notes)).Append(Files());
        if (_budget.LeftOut.Count > 0)
        {
            text.Append($"\nLeft out, because GitHub's texts are limited: {string.Join(", ", _budget.LeftOut.Distinct(StringComparer.Ordinal))}.\n");
        }

        text.Append(footer);
        var parts = report.Rendered is null ? [] : ProposalDifferences.Parts(report.Rendered, CommentWriter.MostCharacters - text.Length);
        return new ProposalText($"{text}{(parts is [var first, ..] ? first : "")}", [.. parts.Skip(1).Select((p, i) => $"{MarkerOfPart(i + 2)}\n{p}")]);
    }

    /// <summary>The line that a comment with a part of the rendered differences begins with.</summary>
    public static string MarkerOfPart(int number) => $"{Part}{number} -->";

    /// <summary>Which part of the rendered differences a comment has; null for any other comment.</summary>
    public static int? PartOf(string? comment) =>
        comment?.StartsWith(Part, StringComparison.Ordinal) == true && comment[Part.Length..].Split(' ', 2) is [var text, ..]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether comments continue a text.</summary>
    public static bool HasParts(string? body) => body?.Contains("\n**Part 1 of ", StringComparison.Ordinal) == true;

    private static string Held() =>
        "> [!WARNING]\n> **People have committed to this branch, so it was left as it is.** The text below is what would be generated now.\n\n"
        + $"- [ ] Discard the commits by other people, and generate this branch again. {Reset}\n\n";

    private string Opening()
    {
        var verb = report.Action switch
        {
            ProposalAction.Onboard => "Deploys",
            ProposalAction.Remove => "Removes",
            ProposalAction.Promote => "Promotes",
            _ => "Updates",
        };
        var preposition = report.Action switch { ProposalAction.Remove => "from", ProposalAction.Update => "in", _ => "to" };
        var by = report.RequestedBy.Length == 0 ? "" : $" Requested by {MarkdownText.Plain(report.RequestedBy)}.";
        return $"**{verb} {MarkdownText.Code(report.Service)} {preposition} {MarkdownText.Plain(Environments())}.** {Deletes()}\n\n"
            + $"{report.Why}{by}\n\n"
            + $"Component {MarkdownText.Code(report.Entity)}, owner {Named(report.Owner)}, system {Named(report.System)}. "
            + MarkdownText.Plain(report.Topology);
    }

    // The applications by their files, the objects by what was rendered: an update can delete an object of an application that stays.
    private string Deletes()
    {
        var applications = report.Deletions.Count == 0 ? "" : ReportWording.Count(report.Deletions.Count, "application");
        var objects = report.Rendered?.CountObjects(DiffState.Deleted) is > 0 and var count ? ReportWording.Count(count, "object") : "";
        return (applications.Length, objects.Length, report.Rendered) switch
        {
            (0, 0, null) => "It removes no application.",
            (0, 0, { } rendered) when rendered.IsComplete || rendered.Applications.All(a => a.State == DiffState.Added) => "It deletes nothing.",
            (0, 0, _) => "It removes no application; what it does to objects is not known completely.",
            (0, _, _) => $"**It deletes {objects}.**",
            (_, 0, _) => $"**It removes {applications}.**",
            _ => $"**It removes {applications}, with {objects}.**",
        };
    }

    private string Applications() => MarkdownTable.Of(
        "\n| Application | Environment | Cluster | Namespace | Project | Revision |\n|:--|:--|:--|:--|:--|:--|\n",
        report.Applications.Select(Row),
        report.Applications.Count,
        MostApplications,
        _budget);

    private static string Row(ProposedApplication application) =>
        $"| {Cell(application.Name)} | {Cell(application.Environment)} | {Cell(application.Cluster)} | {Cell(application.Namespace)} "
        + $"| {Cell(application.Project)} | {Revision(application)} |\n";

    private static string Revision(ProposedApplication application) => (application.Before, application.After) switch
    {
        (_, null) => "**removed**",
        (null, { } after) => $"new → {Cell(after)}",
        ({ } before, { } after) when before == after => Cell(after),
        ({ } before, { } after) => $"{Cell(before)} → {Cell(after)}",
    };

    private static string Cell(string text) => MarkdownText.Code(text, inTable: true);

    private string List(string heading, IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Select(l => $"- {l}\n"));
        if (text.Length == 0)
        {
            return "";
        }

        var section = $"\n**{heading}**\n\n{text}";
        if (_budget.TryTake(section))
        {
            return section;
        }

        _budget.Note(heading.ToLowerInvariant());
        return "";
    }

    private string Files()
    {
        var counts = report.Files.GroupBy(f => f.Change).OrderBy(g => g.Key)
            .Select(g => $"{g.Count():N0} {(g.Key == FileAction.Kept ? "left to people" : g.Key.ToString().ToLowerInvariant())}");
        var rows = report.Files.OrderByDescending(f => f.Change).Take(MostFiles).Select(f => $"- {WordOf(f.Change)} {MarkdownText.Code(f.Path)}"
            + $"{(f.Reason.Length == 0 ? "" : $": {MarkdownText.Plain(f.Reason)}")}\n").ToList();
        if (report.Files.Count > MostFiles)
        {
            rows.Add($"- … and {report.Files.Count - MostFiles:N0} more.\n");
        }

        return Folded.Of($"Files: {string.Join(", ", counts)}", "", rows, _budget, left => ReportWording.Count(left, "file"));
    }

    private static string WordOf(FileAction change) => change == FileAction.Deleted ? "**deleted**" : change.ToString().ToLowerInvariant();

    private string Footer() =>
        $"\n**If it fails:** a mistake in the generated files or the deployment template is the platform team's; a workload that does not start is "
        + $"{(report.Owner is { } owner ? MarkdownText.Code(owner) : "the application team")}'s. **Merge:** {MarkdownText.Plain(report.Merge)} "
        + $"**Rollback:** {MarkdownText.Plain(report.Rollback)}\n\nTo decline, close the pull request: it is not offered again until what it asks for changes. "
        + $"[How proposals work]({Product.Guide("gitops")}#proposals)\n";

    private static string Named(string? reference) => reference is null ? "none" : MarkdownText.Code(reference);

    private string Environments()
    {
        var names = report.Applications.Select(a => a.Environment).Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "no environment" : ReportWording.Join(names);
    }
}

/// <summary>The text of a pull request.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Comments">The comments that continue it, in their order; each begins with its marker.</param>
public sealed record ProposalText(string Body, IReadOnlyList<string> Comments);
