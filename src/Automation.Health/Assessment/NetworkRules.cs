using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>Argo CD's rules for what workloads are reached and stored by.</summary>
internal static class NetworkRules
{
    public static HealthResult Service(ClusterObject service) => HealthResult.Of(
        service.Spec["type"].Is("LoadBalancer") && service.Status["loadBalancer"]["ingress"].Count == 0 ? Progressing : Healthy);

    // A controller that publishes no address leaves it Progressing without end; Argo CD has no other sign.
    public static HealthResult Ingress(ClusterObject ingress) =>
        HealthResult.Of(ingress.Status["loadBalancer"]["ingress"].Count > 0 ? Healthy : Progressing);

    public static HealthResult Claim(ClusterObject claim) => HealthResult.Of(claim.Status["phase"].Text switch
    {
        "Bound" => Healthy,
        "Pending" => Progressing,
        "Lost" => Degraded,
        _ => Unknown,
    });

    public static HealthResult ApiService(ClusterObject service) =>
        service.Version is not ("v1" or "v1beta1") ? ArgoHealth.Unsupported(service)
        : service.ConditionOf("Available") is { } available
            ? HealthResult.Quoted(available.IsTrue ? Healthy : Progressing, $"{available.Reason}: {available.Message}")
        : HealthResult.Of(Progressing, "Waiting to be processed");
}
