using Automation.Health.Objects;
using static Automation.Health.Assessment.KStatusCode;

namespace Automation.Health.Assessment;

/// <summary>The status of a resource in the words of kstatus (kubernetes-sigs/cli-utils).</summary>
public enum KStatusCode
{
    /// <summary>It is as wanted.</summary>
    Current,

    /// <summary>It is on its way.</summary>
    InProgress,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It is being deleted.</summary>
    Terminating,

    /// <summary>It does not exist.</summary>
    NotFound,

    /// <summary>It could not be assessed.</summary>
    Unknown,
}

/// <summary>The status of a resource as kstatus computes it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Message">Why.</param>
/// <param name="Reason">Why, as one word: the reason of the condition <c>Reconciling</c> or <c>Stalled</c> that kstatus would add; null if it adds
/// none.</param>
/// <param name="IsQuoted">Whether the message is text of the resource, as in <see cref="HealthResult"/>.</param>
public sealed record KStatusResult(KStatusCode Status, string Message, string? Reason = null, bool IsQuoted = false);

/// <summary>
/// The status of a resource by the rules of kstatus: what is common to all resources first, then the built-in kinds, then the condition <c>Ready</c>.
/// </summary>
public static class KStatus
{
    /// <summary>The status; kstatus has one for every resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="now">The time at which it was read.</param>
    public static KStatusResult Of(ClusterObject resource, DateTimeOffset now) =>
        Common(resource) ?? ByKind(resource, now) ?? Ready(resource) ?? new KStatusResult(Current, "Resource is current");

    internal static KStatusResult Waiting(string reason, string message) => new(InProgress, message, reason);

    private static KStatusResult? Common(ClusterObject resource)
    {
        if (resource.Metadata["deletionTimestamp"].Text is { Length: > 0 })
        {
            return new KStatusResult(Terminating, "Resource scheduled for deletion");
        }

        if (resource.Metadata["generation"].Number is { } generation && resource.Status["observedGeneration"].Number is { } observed && observed != generation)
        {
            return Waiting("LatestGenerationNotObserved", $"{resource.Kind} generation is {generation}, but latest observed generation is {observed}");
        }

        foreach (var condition in resource.Status["conditions"].Items)
        {
            if (condition["type"].IsOneOf("Reconciling", "Stalled") && condition["status"].Is("True"))
            {
                return new KStatusResult(
                    condition["type"].Is("Stalled") ? Failed : InProgress, condition["message"].TextOrEmpty, condition["reason"].TextOrEmpty, IsQuoted: true);
            }
        }

        return null;
    }

    private static KStatusResult? ByKind(ClusterObject resource, DateTimeOffset now) => (resource.Group, resource.Kind) switch
    {
        ("", "Service") => Service(resource),
        ("", "Pod") => KStatusPod.Of(resource, now),
        ("", "Secret" or "ConfigMap") or ("batch", "CronJob") => new KStatusResult(Current, "Resource is always ready"),
        ("", "PersistentVolumeClaim") => Claim(resource),
        ("apps", "StatefulSet") => KStatusWorkload.StatefulSet(resource),
        ("apps" or "extensions", "DaemonSet") => KStatusWorkload.DaemonSet(resource),
        ("apps" or "extensions", "Deployment") => KStatusWorkload.Deployment(resource),
        ("apps" or "extensions", "ReplicaSet") => KStatusWorkload.ReplicaSet(resource),
        ("policy", "PodDisruptionBudget") => new KStatusResult(Current, "AllowedDisruptions has been computed."),
        ("batch", "Job") => Job(resource),
        ("apiextensions.k8s.io", "CustomResourceDefinition") => Definition(resource),
        _ => null,
    };

    private static KStatusResult? Ready(ClusterObject resource)
    {
        foreach (var condition in resource.Status["conditions"].Items)
        {
            if (condition["type"].Is("Ready") && condition["status"].IsOneOf("True", "False", "Unknown"))
            {
                return condition["status"].Is("True")
                    ? new KStatusResult(Current, "Resource is Ready")
                    : new KStatusResult(InProgress, condition["message"].TextOrEmpty, condition["reason"].TextOrEmpty, IsQuoted: true);
            }
        }

        return null;
    }

    // Whether the load balancer exists does not count, only that the service has an address in the cluster.
    private static KStatusResult Service(ClusterObject service) =>
        service.Spec["type"].Is("LoadBalancer") && service.Spec["clusterIP"].TextOrEmpty.Length == 0
            ? Waiting("NoIPAssigned", "ClusterIP not set. Service type: LoadBalancer")
            : new KStatusResult(Current, "Service is ready");

    private static KStatusResult Claim(ClusterObject claim)
    {
        var phase = claim.Status["phase"].Text ?? "unknown";
        return phase == "Bound" ? new KStatusResult(Current, "PVC is Bound") : Waiting("NotBound", $"PVC is not Bound. phase: {phase}");
    }

    private static KStatusResult Job(ClusterObject job)
    {
        var (spec, status) = (job.Spec, job.Status);
        var completions = spec["completions"].Number ?? spec["parallelism"].Number ?? 1;
        var (succeeded, failed) = (status["succeeded"].Number ?? 0, status["failed"].Number ?? 0);
        foreach (var condition in status["conditions"].Items)
        {
            if (!condition["status"].Is("True"))
            {
                continue;
            }

            if (condition["type"].Is("Complete"))
            {
                return new KStatusResult(Current, $"Job Completed. succeeded: {succeeded}/{completions}");
            }

            if (condition["type"].Is("Failed"))
            {
                return new KStatusResult(Failed, $"Job Failed. failed: {failed}/{completions}", "JobFailed");
            }

            if (condition["type"].Is("Suspended") && spec["suspend"].IsTrue)
            {
                return new KStatusResult(Current, "Job is suspended");
            }
        }

        return status["startTime"].TextOrEmpty.Length == 0
            ? Waiting("JobNotStarted", "Job not started")
            : new KStatusResult(Current, $"Job in progress. success:{succeeded}, active: {status["active"].Number ?? 0}, failed: {failed}");
    }

    private static KStatusResult Definition(ClusterObject definition)
    {
        foreach (var condition in definition.Status["conditions"].Items)
        {
            var isFalse = condition["status"].Is("False");
            if ((condition["type"].Is("NamesAccepted") && isFalse) || (condition["type"].Is("Established") && isFalse && !condition["reason"].Is("Installing")))
            {
                return new KStatusResult(Failed, condition["message"].TextOrEmpty, condition["reason"].TextOrEmpty, IsQuoted: true);
            }

            if (condition["type"].Is("Established") && condition["status"].Is("True"))
            {
                return new KStatusResult(Current, "CRD is established");
            }
        }

        return Waiting("Installing", "Install in progress");
    }
}
