using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Health.Diagnosis;
using Automation.Jobs.Health.Services;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Stored;

/// <summary>The paths of what is stored. It has a branch of its own, so that the history of the catalog stays quiet.</summary>
internal static class HealthPaths
{
    /// <summary>The clusters, when each was read, and the incidents.</summary>
    public const string Overview = "health.json";

    /// <summary>The page that GitHub renders.</summary>
    public const string Page = "HEALTH.md";

    /// <summary>The folder of the services.</summary>
    public const string Services = "health";

    /// <summary>The file of a shard of services.</summary>
    public static string Shard(string shard) => $"{Services}/{shard}.json";

    /// <summary>Whether a file is read for the next report.</summary>
    public static bool IsStored(string path) => path == Overview || RepositoryPath.Within(Services, path) is not null;
}

/// <summary>
/// Reads what was stored about the health of services. What is not fresh is unknown: its last state is never shown as if it were the present one.
/// </summary>
public sealed class StoredHealth
{
    /// <summary>A reading is fresh for this long. It is written at least every ten minutes.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    private const long LargestFile = 64L << 20;

    private readonly Func<string, IReadOnlyDictionary<string, ServiceRecord>> _shards;
    private readonly Lazy<IReadOnlyList<ServiceRecord>> _records;

    private StoredHealth(FileTree tree, HealthOverview overview)
    {
        // The entities of a catalog are looked up one by one.
        var known = new ConcurrentDictionary<string, IReadOnlyDictionary<string, ServiceRecord>>(StringComparer.Ordinal);
        _shards = s => known.GetOrAdd(s, name => Shard(tree, name));
        _records = new(() => [.. Automation.Catalog.Artifact.Shard.All.SelectMany(s => _shards(s).Values).OrderBy(r => r.Ref, StringComparer.Ordinal)]);
        Overview = overview;
    }

    /// <summary>What will be stored.</summary>
    internal StoredHealth(HealthState state)
    {
        _shards = _ => state.Records;
        _records = new(() => [.. state.Records.Values.OrderBy(r => r.Ref, StringComparer.Ordinal)]);
        Overview = state.Overview;
    }

    internal HealthOverview Overview { get; }

    /// <summary>What is stored in a tree; null if there is nothing.</summary>
    /// <exception cref="ArtifactException">It cannot be read by this program.</exception>
    public static StoredHealth? Open(FileTree tree)
    {
        if (tree.Read(HealthPaths.Overview, LargestFile) is not FileContent.Whole { Bytes: var bytes })
        {
            return null;
        }

        var overview = Read(HealthPaths.Overview, () => JsonSerializer.Deserialize(bytes.Span, HealthJson.Line.HealthOverview));
        return overview.Format == HealthOverview.CurrentFormat ? new StoredHealth(tree, overview)
            : throw new ArtifactException($"{HealthPaths.Overview} has format {overview.Format}, and this program reads format "
                + $"{HealthOverview.CurrentFormat}: use the version that wrote it.");
    }

    /// <summary>A service, as it is at a time; null if nothing is known of it.</summary>
    public ServiceHealthReport? Find(EntityRef reference, DateTimeOffset now) =>
        _shards(Automation.Catalog.Artifact.Shard.Of(reference.ToString())).GetValueOrDefault(reference.ToString()) is { } record ? Report(record, now) : null;

    /// <summary>All services as they are at a time, in ordinal order of refs.</summary>
    public IEnumerable<ServiceHealthReport> All(DateTimeOffset now) => Records.Select(r => Report(r, now));

    /// <summary>The clusters as they are at a time.</summary>
    public IReadOnlyList<ClusterStatus> Clusters(DateTimeOffset now) =>
        [.. Overview.Clusters.Select(c => new ClusterStatus(
            c.Key,
            c.Value.Read,
            UnknownSince(c.Key, now) is not null,
            c.Value.Failure,
            [.. c.Value.Unread.Select(u => new NotChecked(u.What, u.Why))]))];

    /// <summary>What is stored of each service, in ordinal order of refs.</summary>
    internal IReadOnlyList<ServiceRecord> Records => _records.Value;

    private static Dictionary<string, ServiceRecord> Shard(FileTree tree, string shard)
    {
        var path = HealthPaths.Shard(shard);
        if (tree.Read(path, LargestFile) is not FileContent.Whole { Bytes: var bytes })
        {
            return new Dictionary<string, ServiceRecord>(StringComparer.Ordinal);
        }

        return Read(
            path,
            () => ShardFile.Lines(bytes).Select(l => JsonSerializer.Deserialize(l.Value.Span, HealthJson.Line.ServiceRecord))
                .OfType<ServiceRecord>().ToDictionary(r => r.Ref, StringComparer.Ordinal));
    }

    private ServiceHealthReport Report(ServiceRecord record, DateTimeOffset now)
    {
        List<WorkloadFinding> fresh = [.. record.Problems.Where(p => UnknownSince(p.Workload.Cluster, now) is null)];
        return new ServiceHealthReport(
            record.Ref,
            record.Owner,
            [.. record.Workloads.Select(w => w with { UnknownSince = UnknownSince(w.Cluster, now) })],
            [.. fresh.Select(HealthReports.Of)],
            [
                .. Overview.Incidents.Where(i => i.Services.Contains(record.Ref, StringComparer.Ordinal) && UnknownSince(i.Cluster, now) is null)
                    .Select(Incident),
            ])
        {
            Applications = [.. record.Applications.Select(a => a with { UnknownSince = UnknownSince(a.Hub, now) ?? a.UnknownSince })],
            NotChecked =
            [
                .. Overview.Clusters.SelectMany(c => c.Value.Unread.Select(u => new NotChecked($"{u.What} of cluster {c.Key}", u.Why))
                    .Concat(c.Value.Failure is { } failure ? [new NotChecked($"cluster {c.Key}", failure)] : [])),
            ],
        };
    }

    internal static HealthIncident Incident(IncidentRecord one) => new(one.Cluster, one.Cause, one.Says, one.Next, one.Since, one.Services, []);

    private DateTimeOffset? UnknownSince(string cluster, DateTimeOffset now) =>
        Overview.Clusters.GetValueOrDefault(cluster) is not { Read: { } read } known ? DateTimeOffset.UnixEpoch
        : known.Failure is not null || now - read > Fresh ? read
        : null;

    private static T Read<T>(string path, Func<T?> read)
        where T : class
    {
        try
        {
            return read() ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or DecoderFallbackException)
        {
            throw new ArtifactException($"{path} was not written by this program: remove the branch or the folder, and report again.", e);
        }
    }
}
