using System.Text.Json;
using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>Argo CD's rules for HorizontalPodAutoscaler.</summary>
internal static class AutoscalerRules
{
    /// <summary>Where <c>autoscaling/v1</c> has its conditions, as JSON.</summary>
    public const string ConditionsAnnotation = "autoscaling.alpha.kubernetes.io/conditions";

    private static readonly string[] Unable = ["FailedGetScale", "FailedUpdateScale"];

    private static readonly string[] Inactive =
    [
        "FailedGetResourceMetric",
        "FailedGetObjectMetric",
        "FailedGetPodsMetric",
        "FailedGetExternalMetric",
        "FailedComputeMetricsReplicas",
        "InvalidSelector",
    ];

    public static HealthResult Of(ClusterObject autoscaler)
    {
        switch (autoscaler.Version)
        {
            case "v2":
                return OfConditions(autoscaler.Status["conditions"]);
            case "v1" when autoscaler.Annotation(ConditionsAnnotation) is { } annotation:
                try
                {
                    using var conditions = JsonDocument.Parse(annotation);
                    return conditions.RootElement.ValueKind is JsonValueKind.Array or JsonValueKind.Null
                        ? OfConditions(new ResourceField(conditions.RootElement)) : Unreadable();
                }
                catch (JsonException)
                {
                    return Unreadable();
                }

            case "v1":
                return Waiting();
            default:
                return ArgoHealth.Unsupported(autoscaler);
        }
    }

    private static HealthResult OfConditions(ResourceField conditions)
    {
        foreach (var condition in conditions.Items)
        {
            if ((condition["type"].Is("AbleToScale") && condition["reason"].IsOneOf(Unable))
                || (condition["type"].Is("ScalingActive") && condition["reason"].IsOneOf(Inactive)))
            {
                return HealthResult.Quoted(Degraded, condition["message"].TextOrEmpty);
            }
        }

        foreach (var condition in conditions.Items)
        {
            if (condition["type"].IsOneOf("AbleToScale", "ScalingLimited") && condition["status"].Is("True"))
            {
                return HealthResult.Quoted(Healthy, condition["message"].TextOrEmpty);
            }
        }

        return Waiting();
    }

    private static HealthResult Waiting() => HealthResult.Of(Progressing, "Waiting to Autoscale");

    private static HealthResult Unreadable() => HealthResult.Of(Unknown, $"the annotation {ConditionsAnnotation} is not a list of conditions");
}
