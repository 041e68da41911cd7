using Automation.Jobs.Health.Reading;
using Automation.Jobs.Health.Services;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health;

/// <summary>Shows where a service of the catalog runs, from the resources of any number of clusters.</summary>
/// <param name="service">The service.</param>
/// <param name="now">When the resources were read.</param>
public sealed class ShowServiceHealth(CatalogService service, DateTimeOffset now)
{
    /// <summary>The report.</summary>
    public ServiceHealthReport Run(ClusterContents contents, CancellationToken cancellationToken)
    {
        var health = new ServiceHealth(new ServiceIndex([service]), now);
        foreach (var cluster in contents.Clusters.Where(c => service.IsIn(c.Cluster)))
        {
            health.Add(cluster, cancellationToken);
        }

        var state = health.States.SingleOrDefault() ?? new ServiceState(service);
        return new ServiceHealthReport(
            service.Ref.ToString(),
            service.Owner,
            state.Places,
            [.. state.Findings.Select(HealthReports.Of)],
            [.. health.Incidents.Where(i => i.Findings.Any(state.Findings.Contains)).Select(HealthReports.Of)])
        {
            FoundBy = service.FoundBy,
            Applications = state.Applications,
            NotChecked = contents.AllNotRead,
        };
    }
}
