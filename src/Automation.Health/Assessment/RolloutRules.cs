using System.Globalization;
using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>Argo CD's rule for a Rollout of Argo Rollouts, in all of its versions.</summary>
internal static class RolloutRules
{
    private const string WorkloadGeneration = "rollout.argoproj.io/workload-generation";

    public static HealthResult Of(ClusterObject rollout)
    {
        var (spec, status) = (rollout.Spec, rollout.Status);
        if (!IsObserved(rollout) || !IsWorkloadObserved(rollout))
        {
            return HealthResult.Of(Progressing, "Waiting for rollout spec update to be observed");
        }

        // From 1.0, the controller says it itself.
        if (status["phase"].Text is { } phase)
        {
            return phase == "Paused" ? HealthResult.Quoted(Suspended, status["message"].TextOrEmpty)
                : Enum.TryParse<HealthStatus>(phase, out var known) && known.ToString() == phase ? HealthResult.Quoted(known, status["message"].TextOrEmpty)
                : HealthResult.Of(Unknown, "Lua returned an invalid health status");
        }

        return Failure(status) ?? Pause(spec, status) ?? Replicas(spec, status) ?? Cutover(spec, status) ?? HealthResult.Of(Healthy);
    }

    // A version of 0.9 or earlier writes a hash, or a number that is larger than any generation.
    private static bool IsObserved(ClusterObject rollout)
    {
        if (!rollout.Status.Exists)
        {
            return false;
        }

        return NumberOf(rollout.Status["observedGeneration"]) is not { } observed || observed >= rollout.Generation;
    }

    private static bool IsWorkloadObserved(ClusterObject rollout) =>
        !rollout.Spec["workloadRef"].Exists
        || !rollout.Metadata["annotations"].Exists
        || NumberOf(rollout.Metadata["annotations"][WorkloadGeneration]) == NumberOf(rollout.Status["workloadObservedGeneration"]);

    private static HealthResult? Failure(ResourceField status)
    {
        foreach (var condition in status["conditions"].Items)
        {
            if (condition["type"].Is("InvalidSpec")
                || (condition["type"].Is("Progressing") && condition["reason"].IsOneOf("RolloutAborted", "ProgressDeadlineExceeded")))
            {
                return HealthResult.Quoted(Degraded, condition["message"].TextOrEmpty);
            }
        }

        return null;
    }

    private static HealthResult? Pause(ResourceField spec, ResourceField status) =>
        status["pauseConditions"].Count > 0 || spec["paused"].IsTrue ? HealthResult.Of(Suspended, "Rollout is paused")
        : !status["currentPodHash"].Exists ? HealthResult.Of(Progressing, "Waiting for rollout to finish: status has not been reconciled.")
        : null;

    private static HealthResult? Replicas(ResourceField spec, ResourceField status)
    {
        var updated = status["updatedReplicas"].Number ?? 0;
        return updated < (spec["replicas"].Number ?? 1)
                ? HealthResult.Of(Progressing, "Waiting for roll out to finish: More replicas need to be updated")
            : (status["availableReplicas"].Number ?? 0) < updated
                ? HealthResult.Of(Progressing, "Waiting for roll out to finish: updated replicas are still becoming available")
            : null;
    }

    private static HealthResult? Cutover(ResourceField spec, ResourceField status)
    {
        var current = status["currentPodHash"].TextOrEmpty;
        var stable = status["stableRS"].Text ?? (status["canary"].Exists ? status["canary"]["stableRS"].Text : "");
        if (spec["strategy"]["blueGreen"].Exists)
        {
            return !status["blueGreen"]["activeSelector"].Is(current) ? HealthResult.Of(Progressing, "active service cutover pending")
                : stable != "" && stable != current ? HealthResult.Of(Progressing, "waiting for analysis to complete")
                : null;
        }

        return !spec["strategy"]["canary"].Exists ? null
            : (status["replicas"].Number ?? 0) > (status["updatedReplicas"].Number ?? 0)
                ? HealthResult.Of(Progressing, "Waiting for roll out to finish: old replicas are pending termination")
            : stable == "" || stable != current ? HealthResult.Of(Progressing, "Waiting for rollout to finish steps")
            : null;
    }

    private static double? NumberOf(ResourceField field) => field.Number is { } whole ? whole
        : double.TryParse(field.TextOrEmpty, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
