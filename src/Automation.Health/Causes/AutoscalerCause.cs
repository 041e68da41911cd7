using System.Text.Json;
using Automation.Health.Clusters;
using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>An autoscaler that cannot measure, or cannot scale further.</summary>
internal static class AutoscalerCause
{
    private const string ConditionsOfV1 = "autoscaling.alpha.kubernetes.io/conditions";

    // New pods have no metrics for a while after each rollout (argo-cd#28522).
    private static readonly TimeSpan AfterRollout = TimeSpan.FromMinutes(5);

    public static Cause? Of(ClusterObject autoscaler, Workload workload, ClusterState state)
    {
        var cause = Conditions(autoscaler) is { } conditions
            ? Read(autoscaler, workload, state, conditions)
            : AtMaximum(autoscaler, limited: null);
        return cause is null ? null : cause with { Evidence = [.. cause.Evidence.DefaultIfEmpty($"HorizontalPodAutoscaler {autoscaler.Name}: status")] };
    }

    private static Cause? Read(ClusterObject autoscaler, Workload workload, ClusterState state, IReadOnlyList<AutoscalerCondition> conditions)
    {
        var active = conditions.FirstOrDefault(c => c.Type == "ScalingActive");
        var able = conditions.FirstOrDefault(c => c.Type == "AbleToScale");
        var since = active?.Since ?? able?.Since;
        if (active is { Status: "False", Reason: "ScalingDisabled" } || workload.Wanted == 0)
        {
            return null;
        }

        if (able?.Reason is "FailedGetScale" or "FailedUpdateScale" && able.Status != "True")
        {
            var target = Core.Text.VisibleText.Of(autoscaler.Spec["scaleTargetRef"]["name"].TextOrEmpty, 253);
            return Cause.Team(
                "autoscaler/no-target",
                $"The autoscaler cannot scale its target {Shown(target)}.",
                "the target is in its own manifest",
                "Check that 'scaleTargetRef' names a workload that exists.")
                with
            { IsWarning = true, Since = able.Since, Evidence = [$"HorizontalPodAutoscaler {autoscaler.Name}: condition AbleToScale, reason {able.Reason}"] };
        }

        if (active is { Status: "False" } && active.Reason.StartsWith("Failed", StringComparison.Ordinal))
        {
            return IsJustRolledOut(workload, state) || state.Now - since < AfterRollout ? null : Metrics(autoscaler, active);
        }

        return AtMaximum(autoscaler, conditions.Any(c => c is { Type: "ScalingLimited", Status: "True", Reason: "TooManyReplicas" }));
    }

    private static Cause Metrics(ClusterObject autoscaler, AutoscalerCondition active)
    {
        var evidence = new[] { $"HorizontalPodAutoscaler {autoscaler.Name}: condition ScalingActive is False, reason {Word(active.Reason) ?? "unknown"}" };
        var cause = Has(active.Message, "missing request for")
                ? Cause.Team(
                    "autoscaler/no-request",
                    $"The autoscaler cannot compute the use: a container has no request of {Missing(active.Message)}.",
                    "requests are in its own manifest",
                    "Set the request for all containers, sidecars included.")
            : Has(active.Message, "no metrics returned", "did not receive metrics")
                ? Cause.Platform(
                    "autoscaler/no-metrics",
                    "The autoscaler receives no metrics of the pods.",
                    "metrics are collected by the platform",
                    "Check the metrics server.")
            : active.Reason is "FailedGetObjectMetric" or "FailedGetPodsMetric" or "FailedGetExternalMetric"
                && !Has(active.Message, "unable to handle", "no such host")
                ? Cause.Team(
                    "autoscaler/unknown-metric",
                    "The autoscaler's metric does not exist.",
                    "the metric is named in its own manifest",
                    "Compare the name of the metric with those that the metrics adapter has.")
            : Cause.Platform(
                "autoscaler/no-metrics",
                "The metrics API does not answer, so the autoscaler cannot scale.",
                "the metrics service is the platform's",
                "Check the metrics server and its APIService.");
        return cause with { IsWarning = true, Since = active.Since, Evidence = evidence };
    }

    private static string Missing(string message) => Has(message, "missing request for memory") ? "memory" : "cpu";

    private static Cause? AtMaximum(ClusterObject autoscaler, bool? limited)
    {
        var (spec, status) = (autoscaler.Spec, autoscaler.Status);
        var (most, least) = (spec["maxReplicas"].Number, spec["minReplicas"].Number ?? 1);
        if (most is null || status["currentReplicas"].Number is not { } current || current < most)
        {
            return null;
        }

        if (most == least)
        {
            return Cause.Team(
                "autoscaler/fixed",
                $"The autoscaler can never scale: its minimum and its maximum are both {most}.",
                "both are in its own manifest",
                "Raise the maximum, or remove the autoscaler.")
                with
            { IsWarning = true, Evidence = [$"HorizontalPodAutoscaler {autoscaler.Name}: minReplicas {least}, maxReplicas {most}"] };
        }

        // At the maximum, and not because more would be needed.
        if (limited == false)
        {
            return null;
        }

        return Cause.Team(
            "autoscaler/at-maximum",
            $"The autoscaler is at its maximum of {most} and would scale further{Load(autoscaler)}.",
            "the maximum is in its own manifest",
            "If this lasts, raise 'maxReplicas' by pull request, or make each pod do more.")
            with
        { IsWarning = true, Evidence = [$"HorizontalPodAutoscaler {autoscaler.Name}: currentReplicas {current}, maxReplicas {most}"] };
    }

    private static string Load(ClusterObject autoscaler)
    {
        foreach (var metric in autoscaler.Status["currentMetrics"].Items)
        {
            if (metric["type"].Is("Resource")
                && metric["resource"]["name"].IsOneOf("cpu", "memory")
                && metric["resource"]["current"]["averageUtilization"].Number is { } use)
            {
                return $": {metric["resource"]["name"].Text} use is {use} %";
            }
        }

        return "";
    }

    private static bool IsJustRolledOut(Workload workload, ClusterState state) =>
        (workload.Newest?.Created is { } created && state.Now - created < AfterRollout)
        || workload.Pods.Exists(p => p.Created is { } start && state.Now - start < AfterRollout);

    private static List<AutoscalerCondition>? Conditions(ClusterObject autoscaler)
    {
        if (autoscaler.Status["conditions"].Count > 0)
        {
            return Conditions(autoscaler.Status["conditions"]);
        }

        if (autoscaler.Annotation(ConditionsOfV1) is not { } annotation)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(annotation);
            return Conditions(new ResourceField(document.RootElement));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<AutoscalerCondition> Conditions(ResourceField list)
    {
        var conditions = new List<AutoscalerCondition>();
        foreach (var one in list.Items)
        {
            conditions.Add(new AutoscalerCondition(
                one["type"].TextOrEmpty, one["status"].TextOrEmpty, one["reason"].TextOrEmpty, one["message"].TextOrEmpty, one["lastTransitionTime"].Time));
        }

        return conditions;
    }

    private sealed record AutoscalerCondition(string Type, string Status, string Reason, string Message, DateTimeOffset? Since);
}
