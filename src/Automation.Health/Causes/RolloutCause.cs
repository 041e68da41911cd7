using Automation.Health.Clusters;

namespace Automation.Health.Causes;

/// <summary>A rollout that does not proceed although no pod says why. The finding says that no cause was found, and what was searched.</summary>
internal static class RolloutCause
{
    // A rollout may be unavailable for a moment.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static Cause? Of(Workload workload, ClusterState state)
    {
        if (workload.Object is not { } one || one.Spec["paused"].IsTrue)
        {
            return null;
        }

        var (pods, sets) = (Counted(workload.Pods.Count, "pod"), Counted(workload.ReplicaSets.Count, "ReplicaSet"));
        var searched = state.HasEventsOf(workload.Namespace)
            ? $"{pods}, {sets} and the events were searched"
            : $"{pods} and {sets} were searched, but not the events (no permission in {workload.Namespace})";
        var next = $"Read the conditions and events: {Excerpt.Kubectl("describe", $"{workload.Kind.ToLowerInvariant()} {workload.Name}", workload.Namespace)}";
        if (workload.Kind == "Rollout")
        {
            return one.Status["phase"].Is("Degraded")
                ? Cause.Team(
                    "rollout/aborted",
                    one.Status["abort"].IsTrue ? "The rollout was aborted." : $"The rollout failed, and no cause was found: {searched}.",
                    "it came with the change",
                    next)
                    with
                { Evidence = [$"Rollout {workload.Name}: phase Degraded"], IsSpecific = false }
                : null;
        }

        if (workload.Kind != "Deployment")
        {
            return null;
        }

        if (one.ConditionOf("Progressing") is { IsFalse: true } progressing && progressing.HasReason("ProgressDeadlineExceeded") && IsObserved(one))
        {
            return Cause.Team("rollout/stuck", $"The rollout exceeded its deadline, and no cause was found: {searched}.", "it came with the change", next)
                with
            {
                Evidence =
                [$"Deployment {workload.Name}: condition Progressing is False, reason ProgressDeadlineExceeded"],
                Since =
                    progressing.Since,
                IsSpecific = false
            };
        }

        return one.ConditionOf("Available") is { IsFalse: true } available && !(state.Now - available.Since < Grace) && IsObserved(one)
            ? Cause.Team("rollout/unavailable", $"Too few pods are available, and no cause was found: {searched}.", "the workload is its own", next)
                with
            { Evidence = [$"Deployment {workload.Name}: condition Available is False"], Since = available.Since, IsSpecific = false }
            : null;
    }

    private static string Counted(int number, string what) => number == 1 ? $"1 {what}" : number == 0 ? $"no {what}s" : $"{number} {what}s";

    private static bool IsObserved(Objects.ClusterObject one) => one.Generation <= (one.Status["observedGeneration"].Number ?? one.Generation);
}
