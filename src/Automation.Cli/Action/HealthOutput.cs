using Automation.Cli.Hosting;
using Automation.Reporting.GitHub;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Action;

/// <summary>Reports health in a job: the log, an annotation for each cluster that could not be read, the step's summary, outputs.</summary>
internal sealed class HealthOutput(Terminal terminal)
{
    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(HealthOverviewReport report)
    {
        var step = new StepOutput(terminal);
        step.Log(new HealthOverviewTextWriter(new TerminalOptions()), report);
        foreach (var cluster in report.Clusters.Where(c => c.Failure is not null))
        {
            var message = $"Cluster {cluster.Name}: {cluster.Failure}";
            terminal.Output.WriteLine(report.IsWithoutAnyCluster ? WorkflowCommandWriter.Problem(message) : WorkflowCommandWriter.Warning(message));
        }

        step.Summary(new HealthPageWriter(), report);
        step.Outputs(
        [
            ("conclusion", report.IsWithoutAnyCluster ? "failure" : "success"),
            ("services", $"{report.Services.Count}"),
            ("failing", $"{report.Services.Count(s => s.HasFailed)}"),
            ("unknown", $"{report.Services.Count(s => s.Places.Any(p => p.UnknownSince is not null))}"),
            ("clusters-unread", $"{report.Clusters.Count(c => c.Failure is not null)}"),
            ("incidents", $"{report.Incidents.Count}"),
        ]);
        return report.IsWithoutAnyCluster ? ExitCode.OutsideWorld : ExitCode.Fine;
    }
}
