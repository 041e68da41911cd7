using System.Text.Json.Nodes;
using Automation.Cli.Hosting;
using Automation.Reporting.GitHub;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Action;

/// <summary>Reports the run of a template in a job: the log, annotations, the step's summary, outputs.</summary>
internal sealed class ScaffoldOutput(Terminal terminal)
{
    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(ScaffoldReport report)
    {
        var step = new StepOutput(terminal);
        step.Log(new ScaffoldTextWriter(new TerminalOptions()), report);
        foreach (var message in report.Problems.Where(p => p.Fails).Select(p => p.Message).Prepend(report.Error).OfType<string>().Distinct())
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Problem(message));
        }

        step.Summary(new ScaffoldMarkdownWriter(), report);
        step.Outputs(Outputs(report));
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private static IEnumerable<(string Name, string Value)> Outputs(ScaffoldReport report) =>
    [
        ("conclusion", report.Fails ? "failure" : "success"),
        ("repository", report.Repository ?? ""),
        ("pull-request", report.PullRequest ?? ""),
        ("catalog-entity", report.Entity ?? ""),
        ("created", new JsonArray(
            [.. report.Created.Select(c => new JsonObject { ["kind"] = c.Kind, ["name"] = c.Name, ["url"] = c.Url, ["remove"] = c.Remove })]).ToJsonString()),
        ("output", report.Output?.ToJsonString() ?? "null"),
        ("out", report.Folder ?? ""),
    ];
}
