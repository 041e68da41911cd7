using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitHub.PullRequests;
using Automation.Jobs.Configuration;
using Automation.Reporting.GitHub;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Jobs.PullRequests;

/// <summary>The content of the check run of a report: all findings at their lines, and the summary.</summary>
internal static class CheckRunContents
{
    /// <summary>GitHub accepts 64 KB for a message or its details, and 255 characters of a title (REST: "Create a check run").</summary>
    private const int LongestText = 16_000;
    private const int LongestTitle = 255;

    /// <param name="links">The links that the text may use.</param>
    /// <param name="mostAnnotations">The most annotations; the summary lists what is left out.</param>
    public static CheckRunContent Of(Report report, ReportLinks links, int mostAnnotations)
    {
        var text = CheckRunText.Of(report, links);
        var conclusion = report.Conclusion switch
        {
            "failure" => CheckConclusion.Failure,
            "neutral" => CheckConclusion.Neutral,
            _ => CheckConclusion.Success,
        };
        return new CheckRunContent(conclusion, text.Title, text.Summary, [.. report.WorstFirst().Take(mostAnnotations).Select(Of)]);
    }

    /// <summary>The content if the configuration is invalid and nothing was checked.</summary>
    // The files may be in another repository, whose lines cannot be annotated here.
    public static CheckRunContent Refused(Configured configured, ReportLinks links) => Of(configured.Refusal(), links, mostAnnotations: 0);

    /// <summary>The same in shadow mode: neutral, without annotations, and with the verdict in the text.</summary>
    public static CheckRunContent InShadow(CheckRunContent content)
    {
        var text = CheckRunText.InShadow(content.Title, content.Summary, fails: content.Conclusion == CheckConclusion.Failure);
        return new CheckRunContent(CheckConclusion.Neutral, text.Title, text.Summary, []);
    }

    /// <summary>The content for a commit that could not be checked. A failure, because GitHub counts neutral as passed.</summary>
    public static CheckRunContent Unchecked(string reason)
    {
        var text = CheckRunText.Unchecked(reason);
        return new CheckRunContent(CheckConclusion.Failure, text.Title, text.Summary, []);
    }

    // The path is exact; other text is shown without invisible characters, as everywhere.
    private static CheckAnnotation Of(Finding finding)
    {
        var (start, end) = (finding.Span.Start, finding.Span.End);
        var isOneLine = start.Line == end.Line && end.Column > start.Column;
        return new CheckAnnotation(
            finding.File, start.Line, Math.Max(start.Line, end.Line), LevelOf(finding), Title(finding), VisibleText.Of(finding.Message, LongestText))
        {
            Columns = isOneLine ? (start.Column, end.Column) : null,
            Details = Details(finding) is { Length: > 0 } details ? details : null,
        };
    }

    private static string Details(Finding finding)
    {
        string[] lines =
        [
            .. finding.Fix is { } fix ? [$"Fix: {fix.Title}"] : Array.Empty<string>(),
            .. finding.Suggestions.Select(s => $"Suggestion: {s.Title} ({s.File})"),
        ];
        var shown = string.Join('\n', lines.Select(l => VisibleText.Of(l)));
        return shown.Length <= LongestText ? shown : VisibleText.Of(lines[0], LongestText);
    }

    private static string Title(Finding finding)
    {
        var title = finding.PreExisting ? $"{finding.Rule.Id} (pre-existing)" : finding.Rule.Id;
        return title.Length <= LongestTitle ? title : title[..LongestTitle];
    }

    // Pre-existing findings do not concern the author of this pull request.
    private static AnnotationLevel LevelOf(Finding finding) => finding switch
    {
        { PreExisting: true } => AnnotationLevel.Notice,
        { Severity: Severity.Error } => AnnotationLevel.Failure,
        { Severity: Severity.Warning } => AnnotationLevel.Warning,
        _ => AnnotationLevel.Notice,
    };
}
