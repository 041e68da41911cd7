namespace Automation.Kubernetes.Reading;

/// <summary>A kind of resources that is read. What is not here is never read: no Secret, no ConfigMap, no log.</summary>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Version">The version.</param>
/// <param name="Resource">The name in addresses and permissions.</param>
/// <param name="Kind">The kind, which the items of a list of a built-in kind do not have.</param>
internal sealed record ResourceKind(string Group, string Version, string Resource, string Kind)
{
    public static readonly ResourceKind Events = new("", "v1", "events", "Event");
    public static readonly ResourceKind Applications = new("argoproj.io", "v1alpha1", "applications", "Application");

    /// <summary>What runs, and what explains it; <c>deploy/rbac</c> grants exactly this.</summary>
    public static readonly IReadOnlyList<ResourceKind> Workloads =
    [
        new("", "v1", "pods", "Pod"),
        new("", "v1", "services", "Service"),
        new("apps", "v1", "deployments", "Deployment"),
        new("apps", "v1", "replicasets", "ReplicaSet"),
        new("apps", "v1", "statefulsets", "StatefulSet"),
        new("apps", "v1", "daemonsets", "DaemonSet"),
        new("batch", "v1", "jobs", "Job"),
        new("batch", "v1", "cronjobs", "CronJob"),
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
        new("networking.k8s.io", "v1", "ingresses", "Ingress"),
        new("argoproj.io", "v1alpha1", "rollouts", "Rollout"),
    ];

    /// <summary>Only on request: not every platform shows them to everyone.</summary>
    public static readonly IReadOnlyList<ResourceKind> Optional =
    [
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim"),
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget"),
    ];

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Whether the API server has it in memory. Events it has not (kube-apiserver, <c>--watch-cache-sizes</c>), and there may be many.</summary>
    public bool IsCached => this != Events;

    /// <summary>Whether a cluster may not have it at all.</summary>
    public bool IsExtension => Group == "argoproj.io";

    /// <summary>The path of its list.</summary>
    /// <param name="space">The namespace; null for all.</param>
    public string Path(string? space) =>
        $"{(Group.Length == 0 ? "api" : "apis")}/{ApiVersion}/{(space is null ? "" : $"namespaces/{Uri.EscapeDataString(space)}/")}{Resource}";
}
