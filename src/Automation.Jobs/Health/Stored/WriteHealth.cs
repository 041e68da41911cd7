using System.Text.Json;
using Automation.Catalog.Artifact;
using Automation.Core.Trees;

namespace Automation.Jobs.Health.Stored;

/// <summary>
/// Writes what is stored. A file in which nothing changed is not written, and neither are the times of a reading in which nothing else changed.
/// </summary>
/// <param name="tree">The files as they are.</param>
internal sealed class WriteHealth(FileTree tree)
{
    // A reader takes a reading that is older than 30 minutes for unknown.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(10);

    private readonly List<TreeChange> _changes = [];

    /// <summary>The files that differ.</summary>
    /// <param name="state">What is to be stored.</param>
    /// <param name="before">What is stored; null if there is nothing.</param>
    public IReadOnlyList<TreeChange> Run(HealthState state, HealthOverview? before)
    {
        var shards = state.Records.Values.OrderBy(r => r.Ref, StringComparer.Ordinal).ToLookup(r => Shard.Of(r.Ref));
        foreach (var shard in Shard.All)
        {
            Add(HealthPaths.Shard(shard), [.. shards[shard]]);
        }

        var overview = before is not null && _changes.Count == 0 && IsQuiet(before, state.Overview) ? before : state.Overview;
        Add(HealthPaths.Overview, JsonSerializer.SerializeToUtf8Bytes(overview, HealthJson.Indented.HealthOverview));
        return _changes;
    }

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

    private void Add(string path, IReadOnlyList<ServiceRecord> records)
    {
        if (records.Count > 0)
        {
            Add(path, ShardFile.Write(records, r => r.Ref, (r, json) => JsonSerializer.Serialize(json, r, HealthJson.Line.ServiceRecord)));
        }
        else if (tree.Contains(path))
        {
            _changes.Add(new TreeChange(path, null));
        }
    }

    private void Add(string path, byte[] content)
    {
        if (!tree.Holds(path, content))
        {
            _changes.Add(new TreeChange(path, content));
        }
    }
}
