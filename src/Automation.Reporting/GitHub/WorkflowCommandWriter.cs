using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.GitHub;

/// <summary><c>--format github</c>: annotations on the changed files by workflow commands, then the rest in plain lines.</summary>
public sealed class WorkflowCommandWriter : IWriter<Report>
{
    // GitHub shows 10 errors, 10 warnings and 10 notices per step and drops the rest (GitHub Docs, "Limitations on annotations").
    private const int MostOfASeverity = 10;

    /// <summary>An error that ended a step, for the run's page.</summary>
    public static string Problem(string message) => WorkflowCommand.Problem(message);

    /// <summary>A notice of something that was left out intentionally.</summary>
    public static string Notice(string message) => WorkflowCommand.Message("notice", message);

    /// <summary>A warning of a failure that does not change the result.</summary>
    public static string Warning(string message) => WorkflowCommand.Message("warning", message);

    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        var shown = report.WorstFirst().GroupBy(f => f.Severity).SelectMany(g => g.Take(MostOfASeverity)).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var finding in report.WorstFirst().Where(shown.Contains))
        {
            Line(output, WorkflowCommand.Annotation(finding));
        }

        if (report.FailsWithoutDescriptor)
        {
            Line(output, WorkflowCommand.Problem($"{ReportWording.NoDescriptor(report)}."));
        }

        if (report.GitOps is { } deployed)
        {
            Line(output, $"{GitOpsDiffWording.Headline(deployed)}.");
        }

        // A plain line begins with fixed text, because a line that begins with "::" would be a command.
        foreach (var (what, why) in report.NotChecked)
        {
            Line(output, $"Not checked: {VisibleText.Of(what)}, because {VisibleText.Of(ReportWording.Because(why))}");
        }

        if (ReportWording.Skeletons(report) is { Length: > 0 } skeletons)
        {
            Line(output, $"{skeletons}.");
        }

        Line(output, ReportWording.Summary(report));
        if (shown.Count < report.Findings.Count)
        {
            Line(output, LeftOut([.. report.Findings.Where(f => !shown.Contains(f))]));
        }
    }

    private static string LeftOut(IReadOnlyList<Finding> findings) =>
        $"{ReportWording.Severities(findings)} more {(findings.Count == 1 ? "is" : "are")} not annotated: GitHub shows {MostOfASeverity} of each severity per "
        + "step. "
        + "The step summary lists them.";

    // The runner splits at line feeds; a carriage return would be shown.
    private static void Line(TextWriter output, string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
