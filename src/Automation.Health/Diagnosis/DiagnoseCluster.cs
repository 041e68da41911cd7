using Automation.Health.Assessment;
using Automation.Health.Causes;
using Automation.Health.Clusters;
using Automation.Health.Objects;

namespace Automation.Health.Diagnosis;

/// <summary>What is wrong in a cluster.</summary>
/// <param name="Findings">At most one for each workload and its autoscaler, worst first.</param>
/// <param name="Incidents">Causes that several services share; their findings are among the others.</param>
/// <param name="Workloads">What runs.</param>
public sealed record ClusterDiagnosis(
    IReadOnlyList<WorkloadFinding> Findings, IReadOnlyList<PlatformIncident> Incidents, IReadOnlyList<RunningWorkload> Workloads)
{
    /// <summary>The namespaces whose events can explain something: those with a finding, or with a workload that is not healthy.</summary>
    public IReadOnlyList<string> NamespacesInTrouble =>
    [
        .. Findings.Select(f => f.Workload.Namespace)
            .Concat(Workloads.Where(w => w.Health is { Status: not (HealthStatus.Healthy or HealthStatus.Suspended) }).Select(w => w.Workload.Namespace))
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}

/// <summary>One diagnosis of one reading: connects the resources, finds one root cause for each workload, and what they share.</summary>
/// <param name="reading">What was read.</param>
public sealed class DiagnoseCluster(ClusterReading reading)
{
    private readonly ClusterState _state = new(reading);

    /// <summary>The diagnosis.</summary>
    public ClusterDiagnosis Run(CancellationToken cancellationToken = default)
    {
        var findings = new List<WorkloadFinding>();
        foreach (var workload in _state.Workloads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = Diagnose(workload);
            if (found is not null)
            {
                findings.Add(found);
            }

            findings.AddRange(Autoscalers(workload, found));
        }

        findings.AddRange(LoadBalancers());
        findings.Sort((a, b) => a.Impact != b.Impact ? a.Impact.CompareTo(b.Impact) : string.CompareOrdinal(Key(a), Key(b)));
        return new ClusterDiagnosis(
            findings, PlatformIncident.In(findings, reading.At), [.. _state.Workloads.Where(IsRunning).Select(w => RunningWorkload.Of(w, reading.Cluster))]);
    }

    private WorkloadFinding? Diagnose(Workload workload)
    {
        // What was scaled to nothing, also by KEDA, has no problem.
        if (workload.Wanted == 0)
        {
            return null;
        }

        var groups = new PodGroups(workload, _state);
        if (CreationCause.Of(workload, _state) is { } refused)
        {
            return Finding(workload, refused, groups, newestOnly: workload.ReplicaSets.Count > 1);
        }

        var task = workload.Kind is "Job" or "CronJob" ? TaskCause(workload) : null;
        if (workload.Kind is "Job" or "CronJob" && task is null && groups.Root is null)
        {
            return workload.Kind == "CronJob"
                && JobCause.OfSchedule(workload, _state.Now) is { } late ? Finding(workload, late, groups, newestOnly: false) : null;
        }

        if (groups.Root is { } root)
        {
            return Finding(workload, root.Cause with { Since = Earliest(root.Cause.Since, task?.Since) }, groups, groups.IsNewestOnly);
        }

        return (task ?? RolloutCause.Of(workload, _state)) is { } cause ? Finding(workload, cause, groups, workload.ReplicaSets.Count > 1) : null;
    }

    private static Cause? TaskCause(Workload workload)
    {
        var job = workload.Kind == "Job" ? workload.Object : workload.Jobs.FindLast(j => j.ConditionOf("Failed") is not null
            || j.ConditionOf("Complete") is not null);
        var cause = job is null ? null : JobCause.OfJob(job);

        // One failure that was followed by a success is history.
        return cause is not null && workload.Object?.Status["lastSuccessfulTime"].Time > cause.Since ? null : cause;
    }

    private WorkloadFinding Finding(Workload workload, Cause cause, PodGroups groups, bool newestOnly)
    {
        var (impact, effect) = WorkloadEffect.Of(workload, cause, newestOnly);
        var group = groups.Root?.Cause.Id == cause.Id ? groups.Root : null;
        return new WorkloadFinding(Name(workload), cause.Id, impact, effect, cause.Says, cause.Responsible, cause.Why, cause.Next)
        {
            Owner = workload.Owner,
            Container = cause.Container,
            Revision = group?.Revision ?? "",
            Pods = group?.Pods.Count ?? 0,
            AllPods = groups.Count,
            Since = cause.Since,
            Evidence = [.. cause.Evidence.Take(10)],
            Consequences = [.. cause.Consequences, .. groups.Others(group), .. WorkloadEffect.Consequences(workload, cause)],
            IsFinal = cause.IsFinal,
            IsConfirmed = cause.IsFinal,
            IsSpecific = cause.IsSpecific,
            HasEvents = _state.HasEventsOf(workload.Namespace),
            Shared = cause.Shared,
        };
    }

    // An autoscaler without metrics is a consequence, if the pods do not run.
    private IEnumerable<WorkloadFinding> Autoscalers(Workload workload, WorkloadFinding? root)
    {
        foreach (var autoscaler in workload.Autoscalers)
        {
            if (AutoscalerCause.Of(autoscaler, workload, _state) is { } cause && (root is null || cause.Id is "autoscaler/no-request" or "autoscaler/fixed"))
            {
                yield return Finding(workload, cause, new PodGroups(workload, _state), newestOnly: false) with
                {
                    Impact = Impact.AtRisk,
                    Effect = cause.Id == "autoscaler/at-maximum" ? "All pods serve, but no more can be added." : "The workload runs, but is not scaled.",
                };
            }
        }
    }

    private IEnumerable<WorkloadFinding> LoadBalancers()
    {
        foreach (var one in reading.Objects)
        {
            if ((one.Is("", "Service") || one.Is("networking.k8s.io", "Ingress")) && LoadBalancerCause.OfController(one, _state) is { } cause)
            {
                yield return new WorkloadFinding(
                    new WorkloadName(reading.Cluster, one.Namespace, one.Kind, one.Name),
                    cause.Id,
                    Impact.Down,
                    "It is not reachable from outside the cluster.",
                    cause.Says,
                    cause.Responsible,
                    cause.Why,
                    cause.Next)
                {
                    Owner = reading.OwnerOf(one),
                    Evidence = cause.Evidence,
                    Since = cause.Since,
                    Shared = cause.Shared,
                };
            }
        }
    }

    // An autoscaler without a target is no workload, and neither is a pod that has ended.
    private static bool IsRunning(Workload workload) => workload.Object is not null
        || workload.Pods.Exists(p => !p.Status["phase"].IsOneOf("Succeeded", "Failed"));

    private WorkloadName Name(Workload workload) => new(reading.Cluster, workload.Namespace, workload.Kind, workload.Name);

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;

    private static string Key(WorkloadFinding finding) => $"{finding.Workload.Namespace}/{finding.Workload.Kind}/{finding.Workload.Name}/{finding.Cause}";
}

/// <summary>The pods of a workload that have one cause: by revision, container and cause.</summary>
/// <param name="Revision">Their revision.</param>
/// <param name="Cause">The cause, with the evidence of the first pod.</param>
/// <param name="Pods">The pods.</param>
internal sealed record PodGroup(string Revision, Cause Cause, List<ClusterObject> Pods);

/// <summary>The causes of the pods of a workload, grouped.</summary>
internal sealed class PodGroups
{
    private readonly List<PodGroup> _groups = [];
    private readonly Workload _workload;

    public PodGroups(Workload workload, ClusterState state)
    {
        _workload = workload;
        var isWhole = workload.Wanted is { } wanted && workload.Serving >= wanted;
        foreach (var pod in workload.Pods)
        {
            // A pod that ended is history, once its owner has all of its replicas.
            var hasEnded = pod.Status["phase"].Is("Failed");
            if (pod.Status["phase"].Is("Succeeded") || (hasEnded && isWhole))
            {
                continue;
            }

            Count++;
            if (IsRetried(pod))
            {
                continue;
            }

            var causes = PodCauses.Of(new PodView(pod, workload, state));
            foreach (var cause in causes)
            {
                Add(pod, workload.RevisionOf(pod), cause);
            }
        }

        // Most pods first; of equals, the newest revision.
        _groups.Sort((a, b) => a.Pods.Count != b.Pods.Count ? b.Pods.Count.CompareTo(a.Pods.Count) : CompareRevisions(b.Revision, a.Revision));
    }

    /// <summary>The pods that exist.</summary>
    public int Count { get; }

    public PodGroup? Root => _groups.Count > 0 ? _groups[0] : null;

    /// <summary>Whether only pods of the newest revision have the root cause, and there is an older one.</summary>
    public bool IsNewestOnly => _workload.Newest is { } newest
        && _workload.ReplicaSets.Count > 1
        && Root?.Pods.TrueForAll(p => p.Owner is { } owner && (owner.Uid.Length > 0 ? owner.Uid == newest.Uid : owner.Name == newest.Name)) == true;

    /// <summary>The other causes, in a sentence each.</summary>
    public IEnumerable<string> Others(PodGroup? root)
    {
        foreach (var group in _groups.Where(g => g != root && g.Cause.Says != root?.Cause.Says).Take(5))
        {
            yield return $"Also, in {Pods(group.Pods.Count)}: {group.Cause.Says}";
        }
    }

    public static string Pods(long count) => count == 1 ? "1 pod" : $"{count} pods";

    // A task is tried again; a run that fails is a finding once the Job gave up.
    private bool IsRetried(ClusterObject pod)
    {
        if (_workload.Kind is not ("Job" or "CronJob"))
        {
            return false;
        }

        var job = _workload.Kind == "Job" ? _workload.Object : _workload.Jobs.Find(j => pod.Owner is { } owner
            && (owner.Uid.Length > 0 ? owner.Uid == j.Uid : owner.Name == j.Name));
        var hasFailed = job?.ConditionOf("Failed") is { IsTrue: true };
        var isLatest = _workload.Kind == "Job" || (_workload.Jobs.Count > 0 && ReferenceEquals(job, _workload.Jobs[^1]));
        var isOver = job?.ConditionOf("Complete") is { IsTrue: true };
        return isOver || !isLatest || (!hasFailed && HasRun(pod));
    }

    private static bool HasRun(ClusterObject pod)
    {
        foreach (var status in pod.Status["containerStatuses"].Items)
        {
            if (status["state"]["terminated"].Exists || status["lastState"]["terminated"].Exists)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(ClusterObject pod, string revision, Cause cause)
    {
        var known = _groups.Find(g => g.Revision == revision && g.Cause.Id == cause.Id && g.Cause.Container == cause.Container);
        if (known is null)
        {
            _groups.Add(new PodGroup(revision, cause, [pod]));
        }
        else if (!known.Pods.Contains(pod))
        {
            known.Pods.Add(pod);
        }
    }

    private static int CompareRevisions(string one, string other) =>
        long.TryParse(one, out var first) && long.TryParse(other, out var second) ? first.CompareTo(second) : string.CompareOrdinal(one, other);
}
