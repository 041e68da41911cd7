using Automation.Health.Clusters;
using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>Pods that the API server refuses to create. A ReplicaSet says so in a condition; other controllers only in the event FailedCreate.</summary>
internal static class CreationCause
{
    public static Cause? Of(Workload workload, ClusterState state)
    {
        foreach (var (controller, isNewest) in Controllers(workload))
        {
            if (controller.ConditionOf("ReplicaFailure") is { IsTrue: true } failure)
            {
                var cause = Classify(workload, failure.Message);
                return cause with { Evidence = [$"{controller.Kind} {controller.Name}: condition ReplicaFailure is True"], Since = failure.Since };
            }

            // A condition that is gone was got over; controllers without one have only the event, which must not be older than their last success.
            if (isNewest && IsShort(workload, controller) && Latest(state, controller) is { } failed)
            {
                var cause = Classify(workload, failed.Message);
                return cause with { Evidence = [$"event FailedCreate about {controller.Kind} {controller.Name}"], Since = failed.At };
            }
        }

        return null;
    }

    private static ClusterEvent? Latest(ClusterState state, ClusterObject controller)
    {
        foreach (var one in state.EventsOf(controller))
        {
            if (one.Reason is "FailedCreate" or "SuccessfulCreate")
            {
                return one.Reason == "FailedCreate" ? one : null;
            }
        }

        return null;
    }

    private static IEnumerable<(ClusterObject Controller, bool IsNewest)> Controllers(Workload workload)
    {
        if (workload.Newest is { } newest)
        {
            yield return (newest, true);
        }

        if (workload.Object is { } own)
        {
            yield return (own, true);
        }

        foreach (var set in workload.ReplicaSets.SkipLast(1).Where(s => s.Spec["replicas"].Number is > 0))
        {
            yield return (set, false);
        }

        if (workload.Jobs.Count > 0)
        {
            yield return (workload.Jobs[^1], true);
        }
    }

    private static bool IsShort(Workload workload, ClusterObject controller) => controller.Kind switch
    {
        "Job" => controller.Status["active"].Number is null or 0 && controller.ConditionOf("Complete") is null && controller.ConditionOf("Failed") is null,
        "ReplicaSet" => (controller.Status["replicas"].Number ?? 0) < (controller.Spec["replicas"].Number ?? 1),
        "DaemonSet" => (controller.Status["currentNumberScheduled"].Number ?? 0) < (controller.Status["desiredNumberScheduled"].Number ?? 0),
        "StatefulSet" => (controller.Status["replicas"].Number ?? 0) < (controller.Spec["replicas"].Number ?? 1),
        _ => workload.ReplicaSets.Count == 0 && workload.Serving < workload.Wanted,
    };

    private static Cause Classify(Workload workload, string message)
    {
        if (Has(message, "exceeded quota"))
        {
            return Quota(workload, message);
        }

        if (Has(message, "must specify"))
        {
            return Cause.Team(
                "create/no-request",
                "The pods are refused: the namespace requires requests and limits that the manifest does not set.",
                "its manifest breaks a rule of the namespace",
                "Set requests and limits of cpu and memory for all containers.");
        }

        if (Has(message, "maximum", "minimum") && Has(message, "per Container", "per Pod", "limit to request ratio"))
        {
            return Cause.Team(
                "create/limit-range",
                "The pods are refused: a request or limit is outside the LimitRange of the namespace.",
                "its manifest breaks a rule of the namespace",
                "Set requests and limits inside the LimitRange.");
        }

        if (Has(message, "violates PodSecurity"))
        {
            var level = Name(message, "violates PodSecurity \"", ":");
            return Cause.Team(
                "create/pod-security",
                $"The pods are refused: they break the pod security level {(level is null ? "of the namespace" : Shown(level))}.",
                "its manifest breaks a rule of the namespace",
                "Set the security context of the pod as the level asks.");
        }

        if (Has(message, "failed calling webhook"))
        {
            var webhook = Name(message, "webhook \"", "\"");
            var what = Has(message, "no endpoints") ? "it has no running pod"
                : Has(message, "x509", "certificate") ? "its certificate is not valid"
                : Has(message, "deadline exceeded", "timeout", "timed out") ? "it does not answer in time"
                : Has(message, "connection refused") ? "it refuses the connection"
                : "it does not answer";
            return Cause.Platform(
                "create/webhook-unreachable",
                $"The pods are refused, because the webhook {(webhook is null ? "that checks them" : Shown(webhook))} cannot be asked: {what}.",
                "the webhook's own service is down",
                "Check the pods of the webhook.");
        }

        if (Has(message, "denied the request", "admission webhook"))
        {
            var webhook = Name(message, "webhook \"", "\"");
            return Cause.Team(
                "create/policy",
                $"The pods are refused by the policy of {(webhook is null ? "an admission webhook" : $"webhook {Shown(webhook)}")}.",
                "its manifest breaks a policy",
                "Read which rule: the webhook's text is in the condition of the ReplicaSet, and is not copied here.");
        }

        if (Has(message, "service account", "serviceaccount") && Has(message, "not found"))
        {
            var account = Name(message, "serviceaccount \"", "\"");
            return Cause.Team(
                "create/service-account",
                $"The pods are refused: the service account {(account is null ? "" : $"{Shown(account)} ")}does not exist.",
                "its manifest names the service account",
                "Create the ServiceAccount, or correct 'serviceAccountName'.");
        }

        return Has(message, "being terminated")
            ? Cause.Platform(
                "create/namespace",
                $"The pods are refused: namespace {workload.Namespace} is being deleted.",
                "namespaces are the platform's",
                "Find out who deletes the namespace.")
            : Cause.Team(
                "create/refused",
                "The pods are refused; Automation does not know the reason.",
                "its pod template is what is refused",
                $"Read the conditions and events: {Excerpt.Kubectl("describe", $"{workload.Kind.ToLowerInvariant()} {workload.Name}", workload.Namespace)}")
                with
            { IsSpecific = false };
    }

    // "exceeded quota: compute, requested: limits.memory=1Gi, used: limits.memory=8Gi, limited: limits.memory=8Gi"
    private static Cause Quota(Workload workload, string message)
    {
        var quota = Name(message, "exceeded quota: ", ",");
        var resource = Name(message, "requested: ", "=");
        var (used, limit) = resource is null
            ? (null, null)
            : (Quantity(message, $"used: {resource}=", ',', ' '), Quantity(message, $"limited: {resource}=", ',', ' '));
        var numbers = used is null || limit is null ? "" : $": {used} of {limit} {resource} are used";
        var says = $"The pods are refused: the quota {(quota is null ? "of the namespace" : Shown(quota))} is used up{numbers}.";
        return Grew(workload)
            ? Cause.Team("create/quota", says, "its request grew in the last change", "Lower the request again, or ask for a larger quota by pull request.")
            : Cause.Platform(
                "create/quota",
                says,
                "its request did not grow in the last change",
                "Raise the quota by pull request, or free what is not needed.");
    }

    // Whether the newest revision asks for more than the one before.
    private static bool Grew(Workload workload)
    {
        if (workload.ReplicaSets is not [.., var before, var newest])
        {
            return false;
        }

        return Requested(newest, "cpu") > Requested(before, "cpu")
            || Requested(newest, "memory") > Requested(before, "memory");
    }

    private static double Requested(ClusterObject set, string resource)
    {
        var sum = 0d;
        foreach (var container in set.Spec["template"]["spec"]["containers"].Items)
        {
            var resources = container["resources"];
            sum += Math.Max(ValueOf(resources["requests"][resource]), ValueOf(resources["limits"][resource]));
        }

        return sum;
    }

    private static double ValueOf(ResourceField quantity)
    {
        if (quantity.Number is { } number)
        {
            return number;
        }

        var text = quantity.TextOrEmpty;
        if (!IsQuantity(text))
        {
            return 0;
        }

        var digits = text.AsSpan().TrimEnd("mkMGTi");
        return (double.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0) * (text[digits.Length..] switch
        {
            "m" => 0.001,
            "k" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            "T" => 1e12,
            "Ki" => 1024d,
            "Mi" => 1024d * 1024,
            "Gi" => 1024d * 1024 * 1024,
            "Ti" => 1024d * 1024 * 1024 * 1024,
            _ => 1,
        });
    }
}
