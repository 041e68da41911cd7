using Automation.Health.Causes;
using Automation.Health.Clusters;
using Automation.Health.Objects;

namespace Automation.Health.Diagnosis;

/// <summary>What a cause does to the users of a workload: who still serves, by the name that people know versions by.</summary>
internal static class WorkloadEffect
{
    public static (Impact Impact, string Effect) Of(Workload workload, Cause cause, bool newestOnly)
    {
        if (workload.Kind is "Job" or "CronJob")
        {
            return cause.Id == "cronjob/not-started" ? (Impact.Degraded, "The task does not run.")
                : workload.Kind == "CronJob" ? (Impact.Down, "The last run did not succeed.")
                : (Impact.Down, "The task did not succeed.");
        }

        var (wanted, serving) = (workload.Wanted, workload.Serving);
        if (wanted is null)
        {
            var (ready, all) = (workload.Pods.Count(Workload.IsReady), workload.Pods.Count);
            return ready == 0 ? (Impact.Down, all == 1 ? "The pod does not serve." : $"None of {all} pods serves.")
                : ready < all ? (Impact.Degraded, $"{ready} of {all} pods serve.")
                : (Impact.AtRisk, all == 1 ? "The pod serves." : $"All {all} pods serve.");
        }

        var (next, before) = Versions(workload);
        if (newestOnly && Old(workload) is > 0 and var old)
        {
            return (Impact.Stuck, $"{Upper(next)} does not start; {before} still serves {Math.Min(old, wanted.Value)} of {wanted}.");
        }

        if (workload.Kind == "DaemonSet")
        {
            return serving == 0 ? (Impact.Down, $"It runs on none of {wanted} nodes.")
                : serving < wanted ? (Impact.Degraded, $"It runs on {serving} of {wanted} nodes.")
                : (Impact.AtRisk, $"It runs on all {wanted} nodes.");
        }

        return serving == 0
            ? (Impact.Down, newestOnly ? $"{Upper(next)} does not start, and nothing serves: 0 of {wanted}." : $"Nothing serves: 0 of {wanted}.")
            : serving < wanted ? (Impact.Degraded, $"{serving} of {wanted} pods serve.")
            : (Impact.AtRisk, wanted == 1 ? "The pod serves." : $"All {wanted} pods serve.");
    }

    /// <summary>What a reader may see elsewhere without a problem of its own.</summary>
    public static IEnumerable<string> Consequences(Workload workload, Cause cause)
    {
        if (workload.Object is { } one && workload.Kind is "Deployment" or "Rollout")
        {
            if (cause.Id != "rollout/unavailable" && workload.Object!.ConditionOf("Available") is { IsFalse: true })
            {
                yield return $"{workload.Kind} {workload.Name} is not available.";
            }

            if (!cause.Id.StartsWith("rollout/", StringComparison.Ordinal)
                && workload.Object.ConditionOf("Progressing") is { } progressing && progressing.HasReason("ProgressDeadlineExceeded"))
            {
                yield return "The rollout exceeded its deadline.";
            }
        }

        if (cause.Id.StartsWith("autoscaler/", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var autoscaler in workload.Autoscalers)
        {
            if (autoscaler.ConditionOf("ScalingActive") is { IsFalse: true } active && !active.HasReason("ScalingDisabled"))
            {
                yield return $"HorizontalPodAutoscaler {autoscaler.Name} has no metrics.";
            }
        }
    }

    // The pods of earlier revisions that serve.
    private static long Old(Workload workload)
    {
        var serving = 0L;
        foreach (var set in workload.ReplicaSets.SkipLast(1))
        {
            serving += set.Status["availableReplicas"].Number ?? set.Status["readyReplicas"].Number ?? 0;
        }

        return serving;
    }

    private static (string Next, string Before) Versions(Workload workload)
    {
        if (workload.ReplicaSets is not [.., var before, var newest])
        {
            return ("the new version", "the old version");
        }

        before = workload.ReplicaSets.SkipLast(1).LastOrDefault(s => s.Status["availableReplicas"].Number > 0
            || s.Status["readyReplicas"].Number > 0) ?? before;
        var (next, old) = (Tags(newest), Tags(before));
        var changed = next.Keys.FirstOrDefault(c => next[c] is { } tag && old.GetValueOrDefault(c) is { } other && tag != other);
        return changed is not null ? ($"version {next[changed]}", $"version {old[changed]}")
            : (Revision(newest), Revision(before));
    }

    private static string Revision(ClusterObject set) => Workload.RevisionNumber(set) is > 0 and var number ? $"revision {number}" : $"revision {set.Name}";

    private static Dictionary<string, string?> Tags(ClusterObject set)
    {
        var tags = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var container in set.Spec["template"]["spec"]["containers"].Items)
        {
            tags[container["name"].TextOrEmpty] = ImageName.TagOf(container["image"].TextOrEmpty);
        }

        return tags;
    }

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
