using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The words about proposals.</summary>
public static class ProposalWording
{
    /// <summary>The state of a proposal.</summary>
    public static string Of(ProposalState state) => state switch
    {
        ProposalState.OptedOut => "opted out",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>What a proposal does.</summary>
    public static string Of(ProposalAction action) => action.ToString().ToLowerInvariant();

    /// <summary>How many there are of each state, and how many services need no change.</summary>
    public static string Counts(ProposalsReport report)
    {
        var counts = report.Proposals.GroupBy(p => p.State).OrderBy(g => g.Key).Select(g => $"{g.Count():N0} {Of(g.Key)}").ToList();
        return report.Current > 0 ? string.Join(", ", counts.Append($"{report.Current:N0} unchanged"))
            : counts.Count == 0 ? "no service needs a change" : string.Join(", ", counts);
    }

    /// <summary>What to do next: a sentence.</summary>
    public static string Next(ProposalsReport report)
    {
        var states = report.Proposals.Select(p => p.State).ToHashSet();
        return states.Contains(ProposalState.Refused) ? "Change what the refused proposals name, then run the command again."
            : states.Contains(ProposalState.Failed) ? "Run the command again: it continues where GitHub failed."
            : states.Contains(ProposalState.Held) ? "Merge or close the pull requests with commits by other people, or check the box in their texts."
            : states.Contains(ProposalState.Written) && report.WrittenTo is { } folder
                ? $"Review the files in {VisibleText.Of(folder)}, copy them into the checkout, then commit them."
            : states.Contains(ProposalState.Written) ? "Review the files, then commit them."
            : report.IsDryRun && states.Contains(ProposalState.Planned) ? "Run the command without --dry-run."
            : states.Overlaps([ProposalState.Opened, ProposalState.Updated, ProposalState.Open]) ? "Review and merge the pull requests."
            : "There is nothing to do.";
    }
}
