using Automation.Core.Findings;
using Automation.Health.Diagnosis;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Services;

/// <summary>What a diagnosis found, as reports show it.</summary>
internal static class HealthReports
{
    public static HealthProblem Of(WorkloadFinding finding) => new(
        finding.Impact == Impact.AtRisk ? Severity.Warning : Severity.Error,
        finding.Workload.Cluster,
        finding.Workload.Namespace,
        $"{finding.Workload.Kind} {finding.Workload.Name}",
        finding.Cause,
        finding.Effect,
        finding.Says,
        finding.Responsible,
        finding.Why,
        finding.Next)
    {
        Service = finding.Owner is { } owner ? (owner.Service, owner.Owner) : null,
        Since = finding.Since,
        Pods = (finding.Pods, finding.AllPods),
        Revision = finding.Revision,
        IsProbable = !finding.HasEvents,
        IsConfirmed = finding.IsConfirmed,
        Evidence = finding.Evidence,
        Consequences = finding.Consequences,
    };

    public static HealthIncident Of(PlatformIncident incident) =>
        new(incident.Cluster, incident.Cause, incident.Says, incident.Next, incident.Since, incident.Services, [.. incident.Findings.Select(Of)]);
}
