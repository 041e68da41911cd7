using Automation.Health.Objects;

namespace Automation.Health.Assessment;

/// <summary>
/// The health of a resource as Argo CD v3.5 reports it: its built-in rules, its own rules for CronJob and Rollout, and, for other custom resources, what
/// their conditions say.
/// </summary>
public static class ArgoHealth
{
    private const string HookFinalizer = "argocd.argoproj.io/hook-finalizer";

    /// <summary>The health; null if there is no rule for the kind, so that it does not count.</summary>
    public static HealthResult? Of(ClusterObject resource)
    {
        if (resource.IsBeingDeleted && !HasHookFinalizer(resource))
        {
            return HealthResult.Of(HealthStatus.Progressing, "Pending deletion");
        }

        return resource.Group switch
        {
            "" => Core(resource),
            "apps" => Apps(resource),
            "batch" => resource.Kind switch
            {
                "Job" => InVersion(resource, "v1", JobRules.Job),
                "CronJob" => JobRules.CronJob(resource),
                _ => null,
            },
            "autoscaling" when resource.Kind == "HorizontalPodAutoscaler" => AutoscalerRules.Of(resource),
            "extensions" or "networking.k8s.io" when resource.Kind == "Ingress" => NetworkRules.Ingress(resource),
            "apiregistration.k8s.io" when resource.Kind == "APIService" => NetworkRules.ApiService(resource),
            "apiextensions.k8s.io" when resource.Kind == "CustomResourceDefinition" => DefinitionRules.Of(resource),
            "argoproj.io" => Argo(resource),
            _ => ConditionRules.Of(resource),
        };
    }

    private static HealthResult? Core(ClusterObject resource) => resource.Kind switch
    {
        "Pod" => InVersion(resource, "v1", PodRules.Of),
        "Service" => InVersion(resource, "v1", NetworkRules.Service),
        "PersistentVolumeClaim" => InVersion(resource, "v1", NetworkRules.Claim),
        _ => null,
    };

    private static HealthResult? Apps(ClusterObject resource) => resource.Kind switch
    {
        "Deployment" => InVersion(resource, "v1", WorkloadRules.Deployment),
        "StatefulSet" => InVersion(resource, "v1", WorkloadRules.StatefulSet),
        "DaemonSet" => InVersion(resource, "v1", WorkloadRules.DaemonSet),
        "ReplicaSet" => InVersion(resource, "v1", WorkloadRules.ReplicaSet),
        _ => null,
    };

    private static HealthResult? Argo(ClusterObject resource) => resource.Kind switch
    {
        "Rollout" => RolloutRules.Of(resource),
        "Workflow" => JobRules.Workflow(resource),
        // Argo CD has no rule for its own kind: its total is in its status.
        "Application" => null,
        _ => ConditionRules.Of(resource),
    };

    private static HealthResult InVersion(ClusterObject resource, string version, Func<ClusterObject, HealthResult> rule) =>
        resource.Version == version ? rule(resource) : Unsupported(resource);

    internal static HealthResult Unsupported(ClusterObject resource) => HealthResult.Quoted(
        HealthStatus.Unknown,
        $"unsupported {resource.Kind} GVK: {(resource.Group.Length > 0 ? $"{resource.Group}/" : "")}{resource.Version}, Kind={resource.Kind}");

    private static bool HasHookFinalizer(ClusterObject resource)
    {
        foreach (var finalizer in resource.Metadata["finalizers"].Items)
        {
            if (finalizer.Is(HookFinalizer))
            {
                return true;
            }
        }

        return false;
    }
}
