using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary><c>gitops propose --format markdown</c>, and the summary of the action: a table of proposals.</summary>
public sealed class ProposalsMarkdownWriter : IWriter<ProposalsReport>
{
    private const int MostRows = 500;

    /// <inheritdoc/>
    public void Write(ProposalsReport report, TextWriter output)
    {
        var budget = new Budget(CommentWriter.MostCharacters, text => text.Length);
        output.Write($"**{MarkdownText.Plain(report.Repository)}**: {ProposalWording.Counts(report)}. {ProposalWording.Next(report)}\n");
        output.Write(MarkdownTable.Of(
            "\n| Component | Owner | Change | State | |\n|:--|:--|:--|:--|:--|\n", report.Proposals.Select(Row), report.Proposals.Count, MostRows, budget));
        foreach (var note in report.Notes)
        {
            output.Write($"\n{MarkdownText.Plain(note)}\n");
        }
    }

    private static string Row(ProposalReport proposal)
    {
        var state = ProposalWording.Of(proposal.State);
        return $"| {MarkdownText.Code(proposal.Entity, inTable: true)} | {MarkdownTable.Cell(proposal.Owner ?? "")} | {ProposalWording.Of(proposal.Action)} "
            + $"| {(proposal.PullRequest is null ? state : MarkdownText.Link(state, proposal.PullRequest))} | {MarkdownTable.Cell(proposal.Detail, 300)} |\n";
    }
}
