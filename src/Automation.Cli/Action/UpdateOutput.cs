using System.Text;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Reporting.GitHub;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Cli.Action;

/// <summary>Reports how far a revision of a template has come, in a job: the log, annotations, the step's summary, outputs.</summary>
internal sealed class UpdateOutput(Terminal terminal)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(WavesReport report)
    {
        // Text of a repository must not become a command of the runner.
        var end = Guid.NewGuid().ToString("N");
        terminal.Output.WriteLine($"::stop-commands::{end}");
        new WavesTextWriter(new TerminalOptions()).Write(report, terminal.Output);
        terminal.Output.WriteLine($"::{end}::");
        foreach (var service in report.Services.Where(s => s.Fails))
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Problem($"{service.Entity}: {WaveWording.Of(service.State)}. {service.Detail}"));
        }

        Append("GITHUB_STEP_SUMMARY", Text(new WavesMarkdownWriter(), report));
        Append("GITHUB_OUTPUT", string.Concat(Outputs(report).Select(o => $"{o.Name}={VisibleText.Of(o.Value)}\n")));
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    // Each is one line, whatever a repository gives.
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
        ("waves", Text(new WavesJsonWriter(), report).TrimEnd()),
    ];

    private static string Count(WavesReport report, params WaveServiceState[] states) => $"{report.Services.Count(s => states.Contains(s.State))}";

    private static string Text(IWriter<WavesReport> writer, WavesReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        writer.Write(report, text);
        return text.ToString();
    }

    private void Append(string variable, string text)
    {
        if (terminal.Variable(variable) is { } path)
        {
            File.AppendAllText(path, text, Utf8);
        }
    }
}
