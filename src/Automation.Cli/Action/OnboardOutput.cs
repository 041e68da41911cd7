using Automation.Cli.Hosting;
using Automation.Reporting.GitHub;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Cli.Action;

/// <summary>Reports in a job which repositories have a descriptor: the log, annotations, the step's summary, outputs.</summary>
internal sealed class OnboardOutput(Terminal terminal)
{
    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(OnboardingReport report)
    {
        var step = new StepOutput(terminal);
        step.Log(new OnboardingTextWriter(new TerminalOptions()), report);
        foreach (var repository in report.Repositories.Where(r => r.Fails))
        {
            terminal.Output.WriteLine(
                WorkflowCommandWriter.Problem($"{repository.Repository}: {OnboardingWording.Of(repository.State)}. {repository.Detail}"));
        }

        if (report.Limit is not null)
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Warning(OnboardingWording.Next(report)));
        }

        step.Summary(new OnboardingMarkdownWriter(), report);
        step.Outputs(
        [
            ("conclusion", report.Fails ? "failure" : "success"),
            ("opened", Count(report, OnboardingState.Opened)),
            ("open", $"{report.Repositories.Count(r => r.IsOpen)}"),
            ("described", Count(report, OnboardingState.Described)),
            ("declined", Count(report, OnboardingState.Declined, OnboardingState.OptedOut)),
            ("waiting", Count(report, OnboardingState.Waiting)),
            ("failed", $"{report.Repositories.Count(r => r.Fails)}"),
            ("repositories", StepOutput.Text(new OnboardingJsonWriter(), WithoutDescriptors(report)).TrimEnd()),
        ]);
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private static string Count(OnboardingReport report, params OnboardingState[] states) => $"{report.Repositories.Count(r => states.Contains(r.State))}";

    // The descriptors of 300 repositories are larger than an output may be (GitHub Docs: 1 MB); the log of a dry run has them.
    private static OnboardingReport WithoutDescriptors(OnboardingReport report) => report with
    {
        Waves = [.. report.Waves.Select(w => w with { Repositories = [.. w.Repositories.Select(r => r with { Inferred = null })] })],
    };
}
