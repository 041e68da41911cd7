using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Reporting.Model;

namespace Automation.Jobs.PullRequests;

/// <summary>What a check of a pull request found.</summary>
/// <param name="Configured">The configuration that is in force.</param>
/// <param name="Report">The report; null if the configuration is broken and nothing was checked.</param>
/// <param name="Head">The files that were checked.</param>
internal sealed record CheckedPullRequest(Configured Configured, Report? Report, FileTree Head)
{
    /// <summary>Whether it is in shadow mode: the check run is neutral, and nothing else is written.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The result if the time was used up.</summary>
    /// <param name="notes">The notes about that, and about other exceeded budgets.</param>
    public static CheckedPullRequest Unfinished(IReadOnlyList<NotChecked> notes) => new(
        new Configured(AutomationSettings.Default, Baseline.Empty, [], []), new Report("The descriptors", []) { NotChecked = notes }, InMemoryTree.Of());
}
