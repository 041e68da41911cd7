using System.Text.Json;
using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Health.Diagnosis;
using Automation.Jobs.Health.Reading;
using Automation.Jobs.Health.Services;
using Automation.Kubernetes.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Stored;

/// <summary>
/// Puts a reading of clusters on top of what is stored. A cluster that could not be read keeps its state, with the reason; clusters that another program reads
/// are left alone. Files in which nothing changed are not written.
/// </summary>
/// <param name="services">The services of the catalog.</param>
/// <param name="contents">What was read.</param>
/// <param name="forgotten">The clusters that do not exist any more.</param>
/// <param name="now">When it was read.</param>
internal sealed class StitchHealth(ServiceIndex services, ClusterContents contents, IReadOnlyCollection<string> forgotten, DateTimeOffset now)
{
    // A reading that changes nothing else is written only this often.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(10);

    private List<ClusterContent> _read = [];

    /// <summary>The files that differ from those of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public IReadOnlyList<TreeChange> Run(FileTree tree, CancellationToken cancellationToken)
    {
        var before = StoredHealth.Open(tree);

        // A list that failed is missing in this reading only; what may not be listed is missing in all.
        _read = [.. contents.Clusters.Where(c => c.Reading is not null && (c.IsComplete || before?.Overview.Clusters.ContainsKey(c.Cluster) != true))];
        var health = new ServiceHealth(services, now);
        _read.ForEach(c => health.Add(c, cancellationToken));
        var states = health.States.ToDictionary(s => s.Service.Ref.ToString(), StringComparer.Ordinal);
        var records = new SortedDictionary<string, ServiceRecord>(StringComparer.Ordinal);
        var earlier = (before?.Records() ?? []).ToDictionary(r => r.Ref, StringComparer.Ordinal);
        foreach (var service in services.Services)
        {
            var reference = service.Ref.ToString();
            if (Record(service, states.GetValueOrDefault(reference), earlier.GetValueOrDefault(reference)) is { } record)
            {
                records.Add(reference, record);
            }
        }

        var changes = Changes(tree, records, null);
        return [.. changes, .. Changes(tree, null, Overview(before?.Overview, health, hasChanges: changes.Count > 0))];
    }

    /// <summary>The files that differ from those of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="records">All services; null to leave them as they are.</param>
    /// <param name="overview">The overview; null to leave it as it is.</param>
    public static List<TreeChange> Changes(FileTree tree, IReadOnlyDictionary<string, ServiceRecord>? records, HealthOverview? overview)
    {
        var changes = new List<TreeChange>();
        if (records is not null)
        {
            var shards = records.Values.OrderBy(r => r.Ref, StringComparer.Ordinal).ToLookup(r => Shard.Of(r.Ref));
            foreach (var shard in Shard.All)
            {
                Add(changes, tree, HealthPaths.Shard(shard), [.. shards[shard]]);
            }
        }

        if (overview is not null)
        {
            Add(changes, tree, HealthPaths.Overview, JsonSerializer.SerializeToUtf8Bytes(overview, HealthJson.Indented.HealthOverview));
        }

        return changes;
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

    private HealthOverview Overview(HealthOverview? before, ServiceHealth health, bool hasChanges)
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

        return before is not null && !hasChanges && IsQuiet(before, overview) ? before : overview;
    }

    private static string Failure(ClusterContent cluster) =>
        cluster.Unread is [.., var last] ? $"{last.What}: {last.Why}" : "nothing could be read";

    // Only times differ, and not by much.
    private static bool IsQuiet(HealthOverview before, HealthOverview now)
    {
        var withTimes = new HealthOverview { Comments = now.Comments, Incidents = now.Incidents, ProblemsOfNoService = now.ProblemsOfNoService };
        foreach (var (name, cluster) in now.Clusters)
        {
            var known = before.Clusters.GetValueOrDefault(name);
            withTimes.Clusters[name] = known?.Read is { } read && cluster.Read - read < Heartbeat ? cluster with { Read = read } : cluster;
        }

        return JsonSerializer.SerializeToUtf8Bytes(withTimes, HealthJson.Line.HealthOverview).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(before, HealthJson.Line.HealthOverview));
    }

    private static void Add(List<TreeChange> changes, FileTree tree, string path, IReadOnlyList<ServiceRecord> records)
    {
        if (records.Count > 0)
        {
            Add(changes, tree, path, ShardFile.Write(records, r => r.Ref, (r, json) => JsonSerializer.Serialize(json, r, HealthJson.Line.ServiceRecord)));
        }
        else if (tree.Contains(path))
        {
            changes.Add(new TreeChange(path, null));
        }
    }

    private static void Add(List<TreeChange> changes, FileTree tree, string path, byte[] content)
    {
        if (tree.Read(path, int.MaxValue) is not FileContent.Whole { Bytes: var bytes } || !bytes.Span.SequenceEqual(content))
        {
            changes.Add(new TreeChange(path, content));
        }
    }
}
