using Automation.Core.Findings;
using Automation.Health.Assessment;
using Automation.Health.Clusters;
using Automation.Health.Diagnosis;
using Automation.Health.Objects;
using Automation.Jobs.Health.Reading;
using Automation.Jobs.Health.Services;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health;

/// <summary>Whose rules decide the health of a resource.</summary>
public enum HealthEngine
{
    /// <summary>Argo CD's.</summary>
    Argo,

    /// <summary>Those of kstatus.</summary>
    KStatus,
}

/// <summary>Assesses resources from files: the health of each, and what is wrong with the workloads of each cluster.</summary>
/// <param name="engine">Whose rules decide.</param>
/// <param name="now">When the resources were read from the cluster.</param>
public sealed class AssessHealth(HealthEngine engine, DateTimeOffset now)
{
    /// <summary>The report.</summary>
    public HealthReport Run(IEnumerable<StateFile> files, CancellationToken cancellationToken)
    {
        var reader = new ReadManifests();
        List<StateResource> resources = [.. reader.Read(files, cancellationToken)];
        var (problems, incidents) = (new List<HealthProblem>(), new List<HealthIncident>());
        foreach (var cluster in resources.GroupBy(r => r.File.Cluster, StringComparer.Ordinal))
        {
            var diagnosis = new DiagnoseCluster(new ClusterReading(cluster.Key, [.. cluster.Select(r => r.Resource)], now)).Run(cancellationToken);
            problems.AddRange(diagnosis.Findings.Select(HealthReports.Of));
            incidents.AddRange(diagnosis.Incidents.Select(HealthReports.Of));
        }

        // Events explain others, and have no health.
        return new HealthReport(
            [.. resources.Where(r => !r.Resource.Is("", "Event")).Select(Assess)],
            [.. problems.OrderByDescending(p => p.Severity)],
            incidents)
        {
            NotChecked = resources.Count == 0 && reader.NotChecked.Count == 0
                ? [new NotChecked("resources", "there is none in the given files and folders")]
                : reader.NotChecked,
        };
    }

    private AssessedResource Assess(StateResource one)
    {
        var resource = one.Resource;
        var (status, message, isQuoted, isFailed, isFine) = engine == HealthEngine.KStatus ? OfKStatus(resource) : OfArgo(resource);
        return new AssessedResource(one.File.File, one.Document, resource.Kind, resource.Name, resource.Namespace, status, message, isQuoted, isFailed, isFine)
        {
            IsControlled = resource.Owner is not null,
        };
    }

    private static (string? Status, string? Message, bool IsQuoted, bool IsFailed, bool IsFine) OfArgo(ClusterObject resource) =>
        ArgoHealth.Of(resource) is { } health
            ? (health.Status.ToString(), health.Message, health.IsQuoted, health.Status == HealthStatus.Degraded, health.Status == HealthStatus.Healthy)
            : (null, null, false, false, true);

    private (string? Status, string? Message, bool IsQuoted, bool IsFailed, bool IsFine) OfKStatus(ClusterObject resource)
    {
        var found = KStatus.Of(resource, now);
        return (found.Status.ToString(), found.Message, found.IsQuoted, found.Status == KStatusCode.Failed, found.Status == KStatusCode.Current);
    }
}
