using System.Globalization;
using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Wording;

namespace Automation.Reporting.GitHub;

/// <summary>One annotation as the runner reads it from a line of the log: <c>::error file=…,line=…::message</c>.</summary>
/// <remarks>Source: GitHub Docs, "Workflow commands"; how the runner parses: actions/runner, <c>ActionCommand.cs</c>.</remarks>
internal static class WorkflowCommand
{
    public static string Annotation(Finding finding)
    {
        var (start, end) = finding.Span;
        var line = new StringBuilder($"::{Name(finding.Severity)} file={Property(finding.File)},line={start.Line},endLine={end.Line}");

        // GitHub ignores columns of a range over several lines.
        if (start.Line == end.Line)
        {
            line.Append(CultureInfo.InvariantCulture, $",col={start.Column},endColumn={end.Column}");
        }

        var title = finding.PreExisting ? $"{finding.Rule.Id} (pre-existing)" : finding.Rule.Id;
        return line.Append(CultureInfo.InvariantCulture, $",title={Property(title)}::{Data(Text(finding))}").ToString();
    }

    /// <summary>An error that has no place in a file.</summary>
    public static string Problem(string message) => Message("error", message);

    /// <summary>Messages without a place in a file.</summary>
    public static string Message(string level, string message) => $"::{level} title=Automation::{Data(VisibleText.Of(message))}";

    /// <summary>The command for a severity; <c>info</c> is a notice here.</summary>
    public static string Name(Severity severity) => severity == Severity.Info ? "notice" : ReportWording.Name(severity);

    private static string Text(Finding finding) =>
        VisibleText.Of(finding.Message) + (finding.Fix is { } fix ? $"\nhelp: {VisibleText.Of(fix.Title)}" : "") + Choices(finding.Suggestions);

    private static string Choices(IReadOnlyList<Suggestion> suggestions)
    {
        if (suggestions.Count == 0)
        {
            return "";
        }

        var choices = suggestions.Select(
            (s, i) =>
                $"{ReportWording.Choice(i, suggestions.Count)} {VisibleText.Of(ReportWording.Because(s.Title))} ({VisibleText.Of(ReportWording.PlaceOf(s))})");
        return $"\nhelp: {string.Join(", ", choices)}";
    }

    private static string Property(string text) =>
        Data(VisibleText.Of(text)).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
