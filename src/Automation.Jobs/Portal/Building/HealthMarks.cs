using Automation.Core.Findings;
using Automation.Portal.Pages;
using Automation.Reporting.Model;

namespace Automation.Jobs.Portal.Building;

/// <summary>The words for health on pages: the same as Argo CD's, and Unknown for what is not fresh.</summary>
internal static class HealthMarks
{
    public static readonly StateMark Unknown = new("Unknown", MarkTone.Unknown);

    private static readonly StateMark Degraded = new("Degraded", MarkTone.Bad);

    // Worst first; what is not known is worse than what is on its way.
    private static readonly StateMark[] All =
    [
        Degraded,
        new("Missing", MarkTone.Bad),
        Unknown,
        new("Progressing", MarkTone.Attention),
        new("Suspended", MarkTone.Plain),
        new("Healthy", MarkTone.Good),
    ];

    /// <summary>The words in order, worst first.</summary>
    public static IEnumerable<string> Words => All.Select(m => m.Word);

    /// <summary>The health of a service in a word; null if it runs nowhere.</summary>
    public static StateMark? Of(ServiceHealthReport? health) => health is null || health.Places.Count + health.Applications.Count == 0 ? null
        : health.Problems.Any(p => p.Severity == Severity.Error) ? Degraded
        : health.Places.Select(Of).Concat(health.Applications.Where(a => health.Places.Count == 0).Select(Of)).MinBy(m => Array.IndexOf(All, m));

    /// <summary>The health of a workload: one with a problem is degraded, whatever its controller says of it.</summary>
    public static StateMark Of(ServicePlace place, ServiceHealthReport health) => Failing(place, health) is null ? Of(place) : Degraded;

    /// <summary>What is wrong with a workload; null if nothing is, or it is not known.</summary>
    public static HealthProblem? Failing(ServicePlace place, ServiceHealthReport health) => place.UnknownSince is not null ? null
        : health.Problems.FirstOrDefault(
            p => p.Severity == Severity.Error && p.Cluster == place.Cluster && p.Namespace == place.Namespace && p.Workload == place.Workload);

    private static StateMark Of(ServicePlace place) => place.UnknownSince is not null ? Unknown : Of(place.Status);

    public static StateMark Of(ServiceApplication application) => application.UnknownSince is not null ? Unknown : Of(application.Status);

    private static StateMark Of(string? status) => Array.Find(All, m => m.Word == status) ?? Unknown;
}
