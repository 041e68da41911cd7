using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>Argo CD's rules for the workloads of <c>apps/v1</c>. The messages are Argo CD's.</summary>
internal static class WorkloadRules
{
    public static HealthResult Deployment(ClusterObject resource)
    {
        var (spec, status) = (resource.Spec, resource.Status);
        if (spec["paused"].IsTrue)
        {
            return HealthResult.Of(Suspended, "Deployment is paused");
        }

        if (resource.Generation > (status["observedGeneration"].Number ?? 0))
        {
            return Waiting("observed deployment generation less than desired generation");
        }

        if (resource.ConditionOf("Progressing") is { } progressing && progressing.HasReason("ProgressDeadlineExceeded"))
        {
            return HealthResult.Of(Degraded, $"Deployment \"{resource.Name}\" exceeded its progress deadline");
        }

        var (updated, replicas, available) = (Count(status["updatedReplicas"]), Count(status["replicas"]), Count(status["availableReplicas"]));
        return spec["replicas"].Number is { } wanted && updated < wanted ? Waiting($"{updated} out of {wanted} new replicas have been updated...")
            : replicas > updated ? Waiting($"{replicas - updated} old replicas are pending termination...")
            : available < updated ? Waiting($"{available} of {updated} updated replicas are available...")
            : HealthResult.Of(Healthy);
    }

    public static HealthResult StatefulSet(ClusterObject resource)
    {
        var (spec, status) = (resource.Spec, resource.Status);
        var observed = Count(status["observedGeneration"]);
        if (observed == 0 || resource.Generation > observed)
        {
            return HealthResult.Of(Progressing, "Waiting for statefulset spec update to be observed...");
        }

        var (ready, updated) = (Count(status["readyReplicas"]), Count(status["updatedReplicas"]));
        var wanted = spec["replicas"].Number;
        if (ready < wanted)
        {
            return HealthResult.Of(Progressing, $"Waiting for {wanted - ready} pods to be ready...");
        }

        var strategy = spec["updateStrategy"];
        if (strategy["type"].Is("RollingUpdate") && strategy["rollingUpdate"].Exists)
        {
            var inPartition = wanted - strategy["rollingUpdate"]["partition"].Number;
            return updated < inPartition
                ? HealthResult.Of(Progressing, $"Waiting for partitioned roll out to finish: {updated} out of {inPartition} new pods have been updated...")
                : HealthResult.Of(Healthy, $"partitioned roll out complete: {updated} new pods have been updated...");
        }

        if (strategy["type"].Is("OnDelete"))
        {
            return HealthResult.Of(Healthy, $"statefulset has {ready} ready pods");
        }

        var (current, next) = (status["currentRevision"].TextOrEmpty, status["updateRevision"].TextOrEmpty);
        return current != next
            ? HealthResult.Of(Progressing, $"waiting for statefulset rolling update to complete {updated} pods at revision {next}...")
            : HealthResult.Of(Healthy, $"statefulset rolling update complete {Count(status["currentReplicas"])} pods at revision {current}...");
    }

    public static HealthResult DaemonSet(ClusterObject resource)
    {
        var status = resource.Status;
        if (resource.Generation > Count(status["observedGeneration"]))
        {
            return Waiting("observed daemon set generation less than desired generation");
        }

        var (updated, wanted, available) = (Count(status["updatedNumberScheduled"]), Count(status["desiredNumberScheduled"]), Count(status["numberAvailable"]));
        if (resource.Spec["updateStrategy"]["type"].Is("OnDelete"))
        {
            return HealthResult.Of(Healthy, $"daemon set {updated} out of {wanted} new pods have been updated");
        }

        var waiting = $"Waiting for daemon set \"{resource.Name}\" rollout to finish: ";
        return updated < wanted ? HealthResult.Of(Progressing, $"{waiting}{updated} out of {wanted} new pods have been updated...")
            : available < wanted ? HealthResult.Of(Progressing, $"{waiting}{available} of {wanted} updated pods are available...")
            : HealthResult.Of(Healthy);
    }

    public static HealthResult ReplicaSet(ClusterObject resource)
    {
        var status = resource.Status;
        if (resource.Generation > Count(status["observedGeneration"]))
        {
            return Waiting("observed replica set generation less than desired generation");
        }

        if (resource.ConditionOf("ReplicaFailure") is { IsTrue: true } failure)
        {
            return HealthResult.Quoted(Degraded, failure.Message);
        }

        var available = Count(status["availableReplicas"]);
        return resource.Spec["replicas"].Number is { } wanted && available < wanted
            ? Waiting($"{available} out of {wanted} new replicas are available...")
            : HealthResult.Of(Healthy);
    }

    private static HealthResult Waiting(string what) => HealthResult.Of(Progressing, $"Waiting for rollout to finish: {what}");

    private static long Count(ResourceField field) => field.Number ?? 0;
}
