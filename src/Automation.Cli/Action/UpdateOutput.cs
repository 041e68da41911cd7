using Automation.Cli.Hosting;
using Automation.Reporting.GitHub;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Cli.Action;

/// <summary>Reports in a job how many services have a revision of a template: the log, annotations, the step's summary, outputs.</summary>
internal sealed class UpdateOutput(Terminal terminal)
{
    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(WavesReport report)
    {
        var step = new StepOutput(terminal);
        step.Log(new WavesTextWriter(new TerminalOptions()), report);
        foreach (var service in report.Services.Where(s => s.Fails))
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Problem($"{service.Entity}: {WaveWording.Of(service.State)}. {service.Detail}"));
        }

        step.Summary(new WavesMarkdownWriter(), report);
        step.Outputs(Outputs(report));
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private static IEnumerable<(string Name, string Value)> Outputs(WavesReport report) =>
    [
        ("conclusion", report.Fails ? "failure" : "success"),
        ("revision", report.To.ToString()),
        ("adopted", Count(report, WaveServiceState.Adopted)),
        ("open", Count(report, WaveServiceState.Open, WaveServiceState.Pending)),
        ("conflicted", Count(report, WaveServiceState.Conflicted)),
        ("failed", Count(report, WaveServiceState.CheckFailed, WaveServiceState.Refused, WaveServiceState.Unreachable)),
        ("waiting", Count(report, WaveServiceState.Waiting)),
        ("tracking", report.Tracking ?? ""),
        ("waves", StepOutput.Text(new WavesJsonWriter(), report).TrimEnd()),
    ];

    private static string Count(WavesReport report, params WaveServiceState[] states) => $"{report.Services.Count(s => states.Contains(s.State))}";
}
