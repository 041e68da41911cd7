using Automation.Core.Text;
using Automation.Health.Objects;

namespace Automation.Health.Clusters;

/// <summary>A workload with everything that belongs to it.</summary>
internal sealed class Workload
{
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";
    private const string RolloutRevision = "rollout.argoproj.io/revision";

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary>The resource; null if only its pods were read.</summary>
    public ClusterObject? Object { get; init; }

    public List<ClusterObject> Pods { get; } = [];

    /// <summary>The ReplicaSets of a Deployment or Rollout, oldest revision first once all are known.</summary>
    public List<ClusterObject> ReplicaSets { get; } = [];

    /// <summary>The Jobs of a CronJob.</summary>
    public List<ClusterObject> Jobs { get; } = [];

    public List<ClusterObject> Autoscalers { get; } = [];

    public ServiceOwner? Owner { get; set; }

    /// <summary>The pods that are wanted; null if the workload does not have such a number.</summary>
    public long? Wanted => Object is null ? null : Kind switch
    {
        "Deployment" or "StatefulSet" or "Rollout" or "ReplicaSet" => Object.Spec["replicas"].Number ?? 1,
        "DaemonSet" => Object.Status["desiredNumberScheduled"].Number,
        _ => null,
    };

    /// <summary>The pods that serve.</summary>
    public long Serving => Object is null || Kind is "Pod" ? Pods.Count(IsReady) : Kind switch
    {
        "DaemonSet" => Object.Status["numberAvailable"].Number ?? Object.Status["numberReady"].Number ?? 0,
        "StatefulSet" => Object.Status["availableReplicas"].Number ?? Object.Status["readyReplicas"].Number ?? 0,
        _ => Object.Status["availableReplicas"].Number ?? 0,
    };

    /// <summary>The ReplicaSet of the newest revision; null if none was read.</summary>
    public ClusterObject? Newest => ReplicaSets.Count > 0 ? ReplicaSets[^1] : null;

    /// <summary>Orders the revisions.</summary>
    public void Sort()
    {
        ReplicaSets.Sort((a, b) => RevisionNumber(a) is var first && RevisionNumber(b) is var second && first != second
            ? first.CompareTo(second)
            : string.CompareOrdinal(a.Name, b.Name));
        Pods.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Jobs.Sort((a, b) => Nullable.Compare(a.Status["startTime"].Time ?? a.Created, b.Status["startTime"].Time ?? b.Created) is var order && order != 0
            ? order
            : string.CompareOrdinal(a.Name, b.Name));
    }

    /// <summary>The revision that a pod belongs to, as people name it: its number, else its hash; empty if there is none.</summary>
    public string RevisionOf(ClusterObject pod)
    {
        foreach (var set in ReplicaSets)
        {
            if (pod.Owner is { } owner && (owner.Uid.Length > 0 ? owner.Uid == set.Uid : owner.Name == set.Name))
            {
                return RevisionNumber(set) is > 0 and var number ? $"{number}" : set.Name;
            }
        }

        return VisibleText.Of(pod.Label("pod-template-hash") ?? pod.Label("controller-revision-hash") ?? "", 63);
    }

    public static long RevisionNumber(ClusterObject set) =>
        long.TryParse(set.Annotation(RevisionAnnotation) ?? set.Annotation(RolloutRevision), out var number) ? number : 0;

    public static bool IsReady(ClusterObject pod) => pod.ConditionOf("Ready") is { IsTrue: true } && !pod.IsBeingDeleted;
}
