using Automation.Health.Objects;

namespace Automation.Health.Clusters;

/// <summary>A reading with its connections: what belongs to which workload, and which events are about what.</summary>
internal sealed class ClusterState
{
    private static readonly string[] WorkloadKinds = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Rollout"];

    private readonly ClusterReading _reading;
    private readonly Dictionary<string, ClusterObject> _byUid = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string? Namespace, string Name), ClusterObject> _byName = [];
    private readonly Dictionary<(string Kind, string Uid), List<ClusterEvent>> _events = [];
    private readonly Dictionary<(string Kind, string? Namespace, string Name), List<ClusterEvent>> _eventsByName = [];
    private readonly Dictionary<(string Kind, string? Namespace, string Name), Workload> _workloads = [];

    public ClusterState(ClusterReading reading)
    {
        _reading = reading;
        foreach (var one in reading.Objects)
        {
            if (one.Is("", "Event"))
            {
                Add(one);
                continue;
            }

            if (one.Uid.Length > 0)
            {
                _byUid.TryAdd(one.Uid, one);
            }

            _byName.TryAdd((one.Kind, one.Namespace, one.Name), one);
        }

        foreach (var one in reading.Objects)
        {
            Place(one);
        }

        foreach (var workload in _workloads.Values)
        {
            workload.Sort();
            workload.Owner = (workload.Object ?? workload.Pods.FirstOrDefault()) is { } known ? reading.OwnerOf(known) : null;
        }
    }

    /// <summary>What the workloads of a node or of a registry have in common.</summary>
    public SharedTrouble Patterns => field ??= new SharedTrouble(this);

    public DateTimeOffset Now => _reading.At;

    public string Cluster => _reading.Cluster;

    /// <summary>The workloads by namespace, kind and name.</summary>
    public IEnumerable<Workload> Workloads => _workloads.Values
        .OrderBy(w => w.Namespace, StringComparer.Ordinal).ThenBy(w => w.Kind, StringComparer.Ordinal).ThenBy(w => w.Name, StringComparer.Ordinal);

    /// <summary>Whether events of a namespace could be read.</summary>
    public bool HasEventsOf(string? space) => space is null || !_reading.WithoutEvents.Contains(space);

    /// <summary>The events about a resource, latest first.</summary>
    public IReadOnlyList<ClusterEvent> EventsOf(ClusterObject one) => _events.GetValueOrDefault((one.Kind, one.Uid)) ?? [];

    /// <summary>The events about a resource that was not read itself, such as the claim of a volume, latest first.</summary>
    public IReadOnlyList<ClusterEvent> EventsOf(string kind, string? space, string name) => _eventsByName.GetValueOrDefault((kind, space, name)) ?? [];

    /// <summary>A resource by its name; null if it was not read.</summary>
    public ClusterObject? Find(string kind, string? space, string name) => _byName.GetValueOrDefault((kind, space, name));

    /// <summary>The resources of a kind.</summary>
    public IEnumerable<ClusterObject> OfKind(string kind) => _reading.Objects.Where(o => o.Kind == kind);

    private void Add(ClusterObject source)
    {
        var about = source["involvedObject"];
        var read = new ClusterEvent(source);
        if (about["uid"].Text is { Length: > 0 } uid)
        {
            Insert(_events, (about["kind"].TextOrEmpty, uid), read);
        }

        Insert(_eventsByName, (about["kind"].TextOrEmpty, about["namespace"].Text, about["name"].TextOrEmpty), read);
    }

    private static void Insert<TKey>(Dictionary<TKey, List<ClusterEvent>> events, TKey key, ClusterEvent read)
        where TKey : notnull
    {
        if (!events.TryGetValue(key, out var list))
        {
            events.Add(key, list = []);
        }

        var at = list.FindIndex(e => Nullable.Compare(e.At, read.At) < 0);
        list.Insert(at < 0 ? list.Count : at, read);
    }

    private void Place(ClusterObject one)
    {
        if (one.Kind == "HorizontalPodAutoscaler" && one.Group == "autoscaling")
        {
            var target = one.Spec["scaleTargetRef"];
            Owning(target["kind"].TextOrEmpty, one.Namespace, target["name"].TextOrEmpty).Autoscalers.Add(one);
        }
        else if (one.Is("", "Pod"))
        {
            TopOf(one).Pods.Add(one);
        }
        else if (WorkloadKinds.Contains(one.Kind, StringComparer.Ordinal) && one.Group is "apps" or "batch" or "argoproj.io" or "extensions")
        {
            var top = TopOf(one);
            if (one.Kind == "ReplicaSet" && top.Kind != "ReplicaSet")
            {
                top.ReplicaSets.Add(one);
            }
            else if (one.Kind == "Job" && top.Kind != "Job")
            {
                top.Jobs.Add(one);
            }
        }
    }

    // From a pod to its ReplicaSet to its Deployment, as far as these were read. An owner that was not read is the workload by its name.
    private Workload TopOf(ClusterObject one)
    {
        var top = one;
        for (var depth = 0; depth < 4 && top.Owner is { } owner; depth++)
        {
            var next = owner.Uid.Length > 0 && _byUid.TryGetValue(owner.Uid, out var known) ? known : Find(owner.Kind, top.Namespace, owner.Name);
            if (next is null || ReferenceEquals(next, top))
            {
                return Owning(owner.Kind, top.Namespace, owner.Name);
            }

            top = next;
        }

        return Owning(top.Kind, top.Namespace, top.Name);
    }

    private Workload Owning(string kind, string? space, string name)
    {
        if (!_workloads.TryGetValue((kind, space, name), out var workload))
        {
            var known = kind == "Pod" ? null : Find(kind, space, name);
            workload = new Workload { Kind = kind, Namespace = space, Name = name, Object = known };
            _workloads.Add((kind, space, name), workload);
        }

        return workload;
    }
}
