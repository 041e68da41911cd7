using Automation.Health.Diagnosis;
using Automation.Jobs.Health.Reading;
using Automation.Jobs.Health.Services;
using Automation.Kubernetes.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Stored;

/// <summary>
/// Puts a reading of clusters on top of what is stored. A cluster that could not be read keeps its state, with the reason; clusters that another program reads
/// are left alone.
/// </summary>
/// <param name="services">The services of the catalog.</param>
/// <param name="contents">What was read.</param>
/// <param name="forgotten">The clusters that do not exist any more.</param>
/// <param name="now">When it was read.</param>
internal sealed class StitchHealth(ServiceIndex services, ClusterContents contents, IReadOnlyCollection<string> forgotten, DateTimeOffset now)
{
    private List<ClusterContent> _read = [];

    /// <summary>What is to be stored.</summary>
    /// <param name="before">What is stored; null if there is nothing.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public HealthState Run(StoredHealth? before, CancellationToken cancellationToken)
    {
        // A list that failed is missing in this reading only; what may not be listed is missing in all.
        _read = [.. contents.Clusters.Where(c => c.Reading is not null && (c.IsComplete || before?.Overview.Clusters.ContainsKey(c.Cluster) != true))];
        var health = new ServiceHealth(services, now);
        _read.ForEach(c => health.Add(c, cancellationToken));
        var states = health.States.ToDictionary(s => s.Service.Ref.ToString(), StringComparer.Ordinal);
        var records = new SortedDictionary<string, ServiceRecord>(StringComparer.Ordinal);
        var earlier = (before?.Records ?? []).ToDictionary(r => r.Ref, StringComparer.Ordinal);
        foreach (var service in services.Services)
        {
            var reference = service.Ref.ToString();
            if (Record(service, states.GetValueOrDefault(reference), earlier.GetValueOrDefault(reference)) is { } record)
            {
                records.Add(reference, record);
            }
        }

        return new HealthState(records, Overview(before?.Overview, health));
    }

    // Null if it runs nowhere.
    private ServiceRecord? Record(CatalogService service, ServiceState? state, ServiceRecord? earlier)
    {
        bool IsKept(string cluster) => !forgotten.Contains(cluster) && !_read.Exists(c => c.Cluster == cluster);
        List<ServicePlace> places = [.. (earlier?.Workloads ?? []).Where(w => IsKept(w.Cluster)), .. state?.Places ?? []];
        List<WorkloadFinding> before = [.. (earlier?.Problems ?? []).Where(p => !IsKept(p.Workload.Cluster))];
        List<WorkloadFinding> problems =
        [
            .. (earlier?.Problems ?? []).Where(p => IsKept(p.Workload.Cluster)),
            .. FollowedFindings.Of(before, state?.Findings ?? []).Select(f => before.Find(b => IsSame(b, f)) ?? f),
        ];
        List<ServiceApplication> applications = [.. (earlier?.Applications ?? []).Where(a => IsKept(a.Hub)), .. state?.Applications ?? []];
        return places.Count + problems.Count + applications.Count == 0 ? null : new ServiceRecord(
            service.Ref.ToString(),
            service.Owner,
            [.. places.OrderBy(p => p.Cluster, StringComparer.Ordinal)
                .ThenBy(p => p.Namespace, StringComparer.Ordinal).ThenBy(p => p.Workload, StringComparer.Ordinal)],
            [.. problems.OrderBy(p => p.Impact)
                .ThenBy(p => p.Workload.Cluster, StringComparer.Ordinal).ThenBy(p => p.Workload.ToString(), StringComparer.Ordinal)],
            [.. applications.OrderBy(a => a.Hub, StringComparer.Ordinal)
                .ThenBy(a => a.Namespace, StringComparer.Ordinal).ThenBy(a => a.Name, StringComparer.Ordinal)])
        {
            Deployments = earlier?.Deployments,
        };
    }

    // Counts of restarts and events grow with every reading, and say nothing new.
    private static bool IsSame(WorkloadFinding before, WorkloadFinding now) =>
        before.Workload == now.Workload && before.Cause == now.Cause && before.Container == now.Container && before.Revision == now.Revision
        && before.Impact == now.Impact && before.Effect == now.Effect && before.Says == now.Says && before.Responsible == now.Responsible
        && before.Owner == now.Owner && before.Pods == now.Pods && before.AllPods == now.AllPods && before.IsConfirmed == now.IsConfirmed
        && before.HasEvents == now.HasEvents;

    private HealthOverview Overview(HealthOverview? before, ServiceHealth health)
    {
        var overview = new HealthOverview
        {
            Comments = before?.Comments,
            Incidents =
            [
                .. (before?.Incidents ?? []).Where(i => !forgotten.Contains(i.Cluster) && !_read.Exists(c => c.Cluster == i.Cluster)),
                .. health.Incidents.Select(i => new IncidentRecord(i.Cluster, i.Cause, i.Says, i.Next, i.Since, i.Services)),
            ],
            ProblemsOfNoService = new SortedDictionary<string, int>(before?.ProblemsOfNoService ?? [], StringComparer.Ordinal),
        };
        foreach (var (name, cluster) in before?.Clusters ?? [])
        {
            if (!forgotten.Contains(name))
            {
                overview.Clusters[name] = cluster;
            }
        }

        foreach (var cluster in contents.Clusters)
        {
            var known = overview.Clusters.GetValueOrDefault(cluster.Cluster);
            var isRead = _read.Contains(cluster);
            overview.Clusters[cluster.Cluster] = isRead
                ? new ClusterRecord(now, null, cluster.Unread)
                : new ClusterRecord(known?.Read, Failure(cluster), known?.Unread ?? []);
            if (isRead)
            {
                overview.ProblemsOfNoService[cluster.Cluster] = health.ProblemsOfNoService.GetValueOrDefault(cluster.Cluster);
            }
        }

        return overview;
    }

    private static string Failure(ClusterContent cluster) =>
        cluster.Unread is [.., var last] ? $"{last.What}: {last.Why}" : "nothing could be read";
}
