using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>Argo CD's rules for pods.</summary>
internal static class PodRules
{
    private const string IgnoreRestartPolicy = "argocd.argoproj.io/ignore-restart-policy";
    private const string ArgoHook = "argocd.argoproj.io/hook";
    private const string HelmHook = "helm.sh/hook";

    // The hooks of Helm that Argo CD runs as its own (gitops-engine/pkg/sync/hook/helm).
    private static readonly string[] HelmHooks =
    [
        "crd-install",
        "pre-install",
        "pre-upgrade",
        "post-upgrade",
        "post-install",
        "post-delete",
        "pre-delete",
        "pre-rollback",
        "post-rollback",
        "test",
        "test-success",
    ];

    public static HealthResult Of(ClusterObject pod)
    {
        var status = pod.Status;
        var policy = pod.Spec["restartPolicy"];
        var isService = policy.Is("Always") || (pod.Annotation(IgnoreRestartPolicy) == "true" && !IsHook(pod));
        if (isService && Waiting(status) is { } waiting)
        {
            return HealthResult.Quoted(Degraded, waiting);
        }

        var message = status["message"].TextOrEmpty;
        return status["phase"].Text switch
        {
            "Pending" => HealthResult.Quoted(Progressing, message),
            "Succeeded" => HealthResult.Quoted(Healthy, message),
            "Failed" => HealthResult.Quoted(Degraded, message.Length > 0 ? message : Failure(status)),
            "Running" when isService => HealthResult.Quoted(
                pod.ConditionOf("Ready") is { IsTrue: true } ? Healthy : HasEndedBefore(status) ? Degraded : Progressing,
                message),
            "Running" when policy.IsOneOf("OnFailure", "Never") => HealthResult.Quoted(Progressing, message),
            _ => HealthResult.Quoted(Unknown, message),
        };
    }

    // Containers of the application only: Argo CD does not look at init containers here.
    private static string? Waiting(ResourceField status)
    {
        List<string>? messages = null;
        foreach (var container in status["containerStatuses"].Items)
        {
            var waiting = container["state"]["waiting"];
            if (waiting["reason"].Text is { } reason
                && (reason.StartsWith("Err", StringComparison.Ordinal)
                    || reason.EndsWith("Error", StringComparison.Ordinal)
                    || reason.EndsWith("BackOff", StringComparison.Ordinal)))
            {
                (messages ??= []).Add(waiting["message"].TextOrEmpty);
            }
        }

        return messages is null ? null : string.Join(", ", messages);
    }

    private static string Failure(ResourceField status)
    {
        foreach (var list in (ReadOnlySpan<string>)["initContainerStatuses", "containerStatuses"])
        {
            foreach (var container in status[list].Items)
            {
                var ended = container["state"]["terminated"];
                if (ended["message"].Text is { Length: > 0 } message)
                {
                    return message;
                }

                if (ended["reason"].Is("OOMKilled"))
                {
                    return "OOMKilled";
                }

                if (ended["exitCode"].Number is { } code and not 0)
                {
                    return $"container \"{container["name"].TextOrEmpty}\" failed with exit code {code}";
                }
            }
        }

        return "";
    }

    private static bool HasEndedBefore(ResourceField status)
    {
        foreach (var container in status["containerStatuses"].Items)
        {
            if (container["lastState"]["terminated"].Exists)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHook(ClusterObject pod)
    {
        if (pod.Annotation(ArgoHook) is { } hook)
        {
            var names = hook.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return names is not ["Skip"];
        }

        return pod.Annotation(HelmHook) is { } helm && helm.Split(',', StringSplitOptions.TrimEntries).Any(h => HelmHooks.Contains(h, StringComparer.Ordinal));
    }
}
