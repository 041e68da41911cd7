using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>gitops propose --format text</c>: each component with what is proposed for it.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class ProposalsTextWriter(TerminalOptions options) : IWriter<ProposalsReport>
{
    private const int StateColumn = 10;
    private const int ActionColumn = 8;

    /// <inheritdoc/>
    public void Write(ProposalsReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        foreach (var proposal in report.Proposals)
        {
            page.Sentence(
                StateColumn,
                ($"{ProposalWording.Of(proposal.State).PadRight(StateColumn)}", ToneOf(proposal.State)),
                ($"{ProposalWording.Of(proposal.Action).PadRight(ActionColumn)} {VisibleText.Of(proposal.Entity)}", Tone.Plain),
                (proposal.PullRequest is null ? "" : $"  {VisibleText.Of(proposal.PullRequest)}", Tone.Plain),
                (proposal.Detail.Length == 0 ? "" : $"  {VisibleText.Of(proposal.Detail)}", Tone.Faint));
            if (proposal.State is ProposalState.Planned or ProposalState.Written)
            {
                foreach (var file in proposal.Files)
                {
                    var reason = file.Reason.Length == 0 ? "" : $"  {VisibleText.Of(file.Reason)}";
                    var what = $"  {file.Change.ToString().ToLowerInvariant().PadRight(StateColumn)}";
                    page.Line((what, Tone.Faint), (VisibleText.Of(file.Path), Tone.Plain), (reason, Tone.Faint));
                }
            }
        }

        if (report.Proposals.Count > 0)
        {
            page.Line();
        }

        foreach (var note in report.Notes)
        {
            page.Sentence(0, (VisibleText.Of(note), Tone.Warning));
        }

        page.Sentence(0, ($"{VisibleText.Of(report.Repository)}: {ProposalWording.Counts(report)}.", Tone.Plain));
        page.Sentence(0, (ProposalWording.Next(report), report.Fails ? Tone.Error : Tone.Plain));
    }

    private static Tone ToneOf(ProposalState state) => state switch
    {
        ProposalState.Refused or ProposalState.Failed or ProposalState.Held => Tone.Error,
        ProposalState.Opened or ProposalState.Updated or ProposalState.Written or ProposalState.Open => Tone.Well,
        ProposalState.Planned => Tone.Warning,
        _ => Tone.Faint,
    };
}
