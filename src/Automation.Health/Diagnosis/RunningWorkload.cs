using Automation.Core.Text;
using Automation.Health.Assessment;
using Automation.Health.Clusters;
using Automation.Health.Objects;

namespace Automation.Health.Diagnosis;

/// <summary>A workload as it runs.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Version">The tags of its images that serve, in order; empty if they have none.</param>
/// <param name="Revision">The revision that serves; empty if there is none.</param>
/// <param name="Serving">How many pods serve.</param>
/// <param name="Wanted">How many are wanted; null if there is no such number.</param>
/// <param name="Health">Its health; null if there is no rule for its kind.</param>
/// <param name="Since">Since when it is available, or is not; null if that is not known.</param>
public sealed record RunningWorkload(
    WorkloadName Workload, string Version, string Revision, long Serving, long? Wanted, HealthResult? Health, DateTimeOffset? Since)
{
    /// <summary>The resource; null if only its pods were read.</summary>
    public ClusterObject? Object { get; init; }

    /// <summary>The labels of its first pod; absent if none was read.</summary>
    public ResourceField PodLabels { get; init; }

    internal static RunningWorkload Of(Workload workload, string cluster)
    {
        var serving = workload.ReplicaSets.LastOrDefault(s =>
            (s.Status["availableReplicas"].Number ?? s.Status["readyReplicas"].Number) > 0) ?? workload.Newest;
        var template = serving?.Spec["template"] ?? Template(workload);
        var pod = workload.Pods.FirstOrDefault();
        var condition = workload.Object?.ConditionOf("Available") ?? pod?.ConditionOf("Ready");
        return new RunningWorkload(
            new WorkloadName(cluster, workload.Namespace, workload.Kind, workload.Name),
            Versions(template["spec"].Exists ? template["spec"] : pod?.Spec ?? default),
            serving is null ? "" : Clusters.Workload.RevisionNumber(serving) is > 0 and var number ? $"{number}" : "",
            workload.Serving,
            workload.Wanted,
            workload.Object is { } one ? ArgoHealth.Of(one) : pod is null ? null : ArgoHealth.Of(pod),
            condition?.Since)
        {
            Object = workload.Object,
            PodLabels = pod?.Metadata["labels"] ?? default,
        };
    }

    private static ResourceField Template(Workload workload) => workload.Kind == "CronJob"
        ? workload.Object?.Spec["jobTemplate"]["spec"]["template"] ?? default
        : workload.Object?.Spec["template"] ?? default;

    private static string Versions(ResourceField spec)
    {
        var tags = new List<string>();
        foreach (var container in spec["containers"].Items)
        {
            if (ImageName.TagOf(container["image"].TextOrEmpty) is { } tag && !tags.Contains(tag))
            {
                tags.Add(tag);
            }
        }

        return VisibleText.Of(string.Join(", ", tags.Take(5)), 120);
    }
}
