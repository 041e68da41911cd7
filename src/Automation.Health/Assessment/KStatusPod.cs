using Automation.Health.Objects;
using static Automation.Health.Assessment.KStatusCode;

namespace Automation.Health.Assessment;

/// <summary>The rule of kstatus for pods: one that failed is current, because it changes no more.</summary>
internal static class KStatusPod
{
    // How long a pod may be without a node before that counts as failed (cli-utils, ScheduleWindow).
    private static readonly TimeSpan ScheduleWindow = TimeSpan.FromSeconds(15);

    public static KStatusResult Of(ClusterObject pod, DateTimeOffset now) => pod.Status["phase"].TextOrEmpty switch
    {
        "Succeeded" => new KStatusResult(Current, "Pod has completed successfully"),
        "Failed" => new KStatusResult(Current, "Pod has completed, but not successfully"),
        "Running" => Running(pod),
        "Pending" => Pending(pod, now),
        "" => KStatus.Waiting("PodNotObserved", "Pod phase not available"),
        var phase => new KStatusResult(Unknown, $"unknown phase {phase}", IsQuoted: true),
    };

    private static KStatusResult Running(ClusterObject pod)
    {
        if (Has(pod, "Ready", "True"))
        {
            return new KStatusResult(Current, "Pod is Ready");
        }

        List<string>? looping = null;
        foreach (var container in pod.Status["containerStatuses"].Items)
        {
            if (container["name"].Text is { } name && container["state"]["waiting"]["reason"].Is("CrashLoopBackOff"))
            {
                (looping ??= []).Add(name);
            }
        }

        return looping is null
            ? KStatus.Waiting("PodRunningNotReady", "Pod is running but is not Ready")
            : new KStatusResult(Failed, $"Containers in CrashLoop state: {string.Join(',', looping)}", "ContainerCrashLooping");
    }

    private static KStatusResult Pending(ClusterObject pod, DateTimeOffset now) =>
        !Has(pod, "PodScheduled", "False", "Unschedulable") ? KStatus.Waiting("PodPending", "Pod is in the Pending phase")
        : pod.Created > now - ScheduleWindow ? KStatus.Waiting("PodNotScheduled", "Pod has not been scheduled")
        : new KStatusResult(Failed, "Pod could not be scheduled", "PodUnschedulable");

    private static bool Has(ClusterObject pod, string type, string status, string? reason = null)
    {
        foreach (var condition in pod.Status["conditions"].Items)
        {
            if (condition["type"].Is(type) && condition["status"].Is(status))
            {
                return reason is null || condition["reason"].Is(reason);
            }
        }

        return false;
    }
}
