using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Reporting.Model;

namespace Automation.Jobs.PullRequests;

/// <summary>What a check of a pull request found.</summary>
/// <param name="Configured">The configuration that is in force.</param>
/// <param name="Report">The report; null where the configuration is broken and nothing was checked.</param>
/// <param name="Head">The files that were judged.</param>
internal sealed record CheckedPullRequest(Configured Configured, Report? Report, FileTree Head)
{
    /// <summary>Whether the organisation only wants to know: the check run is neutral, and nothing else is written.</summary>
    public bool IsShadow { get; init; }

    /// <summary>What there is to say where the time was used up before there was a result.</summary>
    /// <param name="notes">Say so, and what else was too much.</param>
    public static CheckedPullRequest Unfinished(IReadOnlyList<NotChecked> notes) => new(
        new Configured(AutomationSettings.Default, Baseline.Empty, [], []), new Report("The descriptors", []) { NotChecked = notes }, InMemoryTree.Of());
}
