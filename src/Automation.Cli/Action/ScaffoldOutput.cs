using System.Text;
using System.Text.Json.Nodes;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Reporting.GitHub;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Action;

/// <summary>Reports the run of a template in a job: the log, annotations, the step's summary, outputs.</summary>
internal sealed class ScaffoldOutput(Terminal terminal)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(ScaffoldReport report)
    {
        // Text of a template must not become a command of the runner.
        var end = Guid.NewGuid().ToString("N");
        terminal.Output.WriteLine($"::stop-commands::{end}");
        new ScaffoldTextWriter(new TerminalOptions()).Write(report, terminal.Output);
        terminal.Output.WriteLine($"::{end}::");
        foreach (var message in report.Problems.Where(p => p.Fails).Select(p => p.Message).Prepend(report.Error).OfType<string>().Distinct())
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Problem(message));
        }

        Append("GITHUB_STEP_SUMMARY", Summary(report));
        Append("GITHUB_OUTPUT", string.Concat(Outputs(report).Select(o => $"{o.Name}={VisibleText.Of(o.Value)}\n")));
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>The outputs of the step. Each is one line, whatever the template gives.</summary>
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

    private static string Summary(ScaffoldReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new ScaffoldMarkdownWriter().Write(report, text);
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
