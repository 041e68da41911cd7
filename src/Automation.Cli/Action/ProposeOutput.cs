using Automation.Cli.Hosting;
using Automation.Reporting.GitHub;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Cli.Action;

/// <summary>Reports proposals in a job: the log, annotations, the step's summary, outputs.</summary>
internal sealed class ProposeOutput(Terminal terminal)
{
    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(ProposalsReport report)
    {
        var step = new StepOutput(terminal);
        step.Log(new ProposalsTextWriter(new TerminalOptions()), report);
        foreach (var proposal in report.Proposals.Where(p => p.State is ProposalState.Refused or ProposalState.Failed or ProposalState.Held))
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Problem($"{proposal.Entity}: {ProposalWording.Of(proposal.State)}. {proposal.Detail}"));
        }

        step.Summary(new ProposalsMarkdownWriter(), report);
        step.Outputs(Outputs(report));
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private static IEnumerable<(string Name, string Value)> Outputs(ProposalsReport report) =>
    [
        ("conclusion", report.Fails ? "failure" : "success"),
        ("opened", Count(report, ProposalState.Opened)),
        ("updated", Count(report, ProposalState.Updated)),
        ("open", Count(report, ProposalState.Open)),
        ("refused", Count(report, ProposalState.Refused, ProposalState.Failed)),
        ("held", Count(report, ProposalState.Held)),
        ("proposals", StepOutput.Text(new ProposalsJsonWriter(), report).TrimEnd()),
    ];

    private static string Count(ProposalsReport report, params ProposalState[] states) => $"{report.Proposals.Count(p => states.Contains(p.State))}";
}
