using Automation.Health.Objects;
using static Automation.Health.Assessment.KStatusCode;

namespace Automation.Health.Assessment;

/// <summary>The rules of kstatus for workloads. A number of replicas that is not set counts as one.</summary>
internal static class KStatusWorkload
{
    // Where no deadline is set, the controller writes no condition; the largest number stands for "none".
    private const long NoDeadline = int.MaxValue;

    public static KStatusResult StatefulSet(ClusterObject resource)
    {
        var (spec, status) = (resource.Spec, resource.Status);
        if (spec["updateStrategy"]["type"].Is("OnDelete"))
        {
            return new KStatusResult(Current, "StatefulSet is using the ondelete update strategy");
        }

        var (wanted, replicas, ready) = (spec["replicas"].Number ?? 1, Count(status["replicas"]), Count(status["readyReplicas"]));
        if (wanted > replicas)
        {
            return KStatus.Waiting("LessReplicas", $"Replicas: {replicas}/{wanted}");
        }

        if (wanted > ready)
        {
            return KStatus.Waiting("LessReady", $"Ready: {ready}/{wanted}");
        }

        if (replicas > wanted)
        {
            return KStatus.Waiting("ExtraPods", $"Pending termination: {replicas - wanted}");
        }

        if (spec["updateStrategy"]["rollingUpdate"]["partition"].Number is { } partition and not -1)
        {
            var updated = Count(status["updatedReplicas"]);
            return updated < wanted - partition
                ? KStatus.Waiting("PartitionRollout", $"updated: {updated}/{wanted - partition}")
                : new KStatusResult(Current, $"Partition rollout complete. updated: {updated}");
        }

        var current = Count(status["currentReplicas"]);
        return wanted > current ? KStatus.Waiting("LessCurrent", $"current: {current}/{wanted}")
            : status["currentRevision"].TextOrEmpty != status["updateRevision"].TextOrEmpty
                ? KStatus.Waiting("RevisionMismatch", "Waiting for updated revision to match current")
            : new KStatusResult(Current, $"All replicas scheduled as expected. Replicas: {replicas}");
    }

    public static KStatusResult Deployment(ClusterObject resource)
    {
        var (spec, status) = (resource.Spec, resource.Status);
        var hasProgressed = (spec["progressDeadlineSeconds"].Number ?? NoDeadline) == NoDeadline;
        var isAvailable = false;
        foreach (var condition in status["conditions"].Items)
        {
            if (condition["type"].Is("Progressing"))
            {
                if (condition["reason"].Is("ProgressDeadlineExceeded"))
                {
                    return new KStatusResult(Failed, "Progress deadline exceeded", "ProgressDeadlineExceeded");
                }

                hasProgressed |= condition["status"].Is("True") && condition["reason"].Is("NewReplicaSetAvailable");
            }

            isAvailable |= condition["type"].Is("Available") && condition["status"].Is("True");
        }

        var (wanted, replicas, updated) = (spec["replicas"].Number ?? 1, Count(status["replicas"]), Count(status["updatedReplicas"]));
        var (ready, available) = (Count(status["readyReplicas"]), Count(status["availableReplicas"]));
        return wanted > replicas ? KStatus.Waiting("LessReplicas", $"Replicas: {replicas}/{wanted}")
            : wanted > updated ? KStatus.Waiting("LessUpdated", $"Updated: {updated}/{wanted}")
            : replicas > wanted ? KStatus.Waiting("ExtraPods", $"Pending termination: {replicas - wanted}")
            : updated > available ? KStatus.Waiting("LessAvailable", $"Available: {available}/{updated}")
            : wanted > ready ? KStatus.Waiting("LessReady", $"Ready: {ready}/{wanted}")
            : !hasProgressed ? KStatus.Waiting("ReplicaSetNotAvailable", "ReplicaSet not Available")
            : !isAvailable ? KStatus.Waiting("DeploymentNotAvailable", "Deployment not Available")
            : new KStatusResult(Current, $"Deployment is available. Replicas: {replicas}");
    }

    public static KStatusResult ReplicaSet(ClusterObject resource)
    {
        var (spec, status) = (resource.Spec, resource.Status);
        foreach (var condition in status["conditions"].Items)
        {
            if (condition["type"].Is("ReplicaFailure") && condition["status"].Is("True"))
            {
                return KStatus.Waiting("ReplicaFailure", "Replica Failure condition. Check Pods");
            }
        }

        var (wanted, replicas, labelled) = (spec["replicas"].Number ?? 1, Count(status["replicas"]), Count(status["fullyLabeledReplicas"]));
        var (ready, available) = (Count(status["readyReplicas"]), Count(status["availableReplicas"]));
        return wanted > labelled ? KStatus.Waiting("LessLabelled", $"Labelled: {labelled}/{wanted}")
            : wanted > available ? KStatus.Waiting("LessAvailable", $"Available: {available}/{wanted}")
            : wanted > ready ? KStatus.Waiting("LessReady", $"Ready: {ready}/{wanted}")
            : replicas > wanted ? KStatus.Waiting("ExtraPods", $"Pending termination: {replicas - wanted}")
            : new KStatusResult(Current, $"ReplicaSet is available. Replicas: {replicas}");
    }

    public static KStatusResult DaemonSet(ClusterObject resource)
    {
        var status = resource.Status;
        if (resource.Metadata["generation"].Number is null)
        {
            return KStatus.Waiting("NoGeneration", $"{resource.Kind} metadata.generation not found");
        }

        if (status["observedGeneration"].Number is null)
        {
            return KStatus.Waiting("NoObservedGeneration", $"{resource.Kind} status.observedGeneration not found");
        }

        if (status["desiredNumberScheduled"].Number is not { } wanted)
        {
            return KStatus.Waiting("NoDesiredNumber", "Missing .status.desiredNumberScheduled");
        }

        var (current, updated) = (Count(status["currentNumberScheduled"]), Count(status["updatedNumberScheduled"]));
        var (available, ready) = (Count(status["numberAvailable"]), Count(status["numberReady"]));
        return wanted > current ? KStatus.Waiting("LessCurrent", $"Current: {current}/{wanted}")
            : wanted > updated ? KStatus.Waiting("LessUpdated", $"Updated: {updated}/{wanted}")
            : wanted > available ? KStatus.Waiting("LessAvailable", $"Available: {available}/{wanted}")
            : wanted > ready ? KStatus.Waiting("LessReady", $"Ready: {ready}/{wanted}")
            : new KStatusResult(Current, $"All replicas scheduled as expected. Replicas: {wanted}");
    }

    private static long Count(ResourceField field) => field.Number ?? 0;
}
