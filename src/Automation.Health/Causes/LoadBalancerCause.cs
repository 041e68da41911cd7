using Automation.Health.Clusters;
using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A pod that the load balancer does not use (EKS, AWS Load Balancer Controller), or a load balancer that the controller cannot build.</summary>
internal static class LoadBalancerCause
{
    private const string Gate = "target-health.elbv2.k8s.aws";

    // A target takes a few checks to become healthy.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>A pod whose containers are all ready, and which is not in the load balancer.</summary>
    public static Cause? OfPod(PodView pod)
    {
        if (pod.Pod.ConditionOf("Ready") is not { IsFalse: true } ready || !ready.HasReason("ReadinessGatesNotReady") || pod.Now - ready.Since < Grace)
        {
            return null;
        }

        foreach (var condition in pod.Pod.Status["conditions"].Items)
        {
            if (!condition["type"].TextOrEmpty.StartsWith(Gate, StringComparison.Ordinal) || condition["status"].Is("True"))
            {
                continue;
            }

            var reason = Word(condition["reason"].TextOrEmpty) ?? "unknown";
            var cause = reason.StartsWith("Target.", StringComparison.Ordinal)
                && reason is not ("Target.NotRegistered" or "Target.NotInUse" or "Target.InvalidState")
                ? Cause.Team(
                    "loadbalancer/target",
                    $"The load balancer does not use the pod: its check of the target fails ({reason}).",
                    "the program answers the check",
                    "Check path and port of the health check; if they are right, the security group between load balancer and pod.")
                : Cause.Platform(
                    "loadbalancer/registration",
                    $"The pod is ready, but not registered in the load balancer ({reason}).",
                    "the load balancer controller is the platform's",
                    "Check the AWS Load Balancer Controller and its TargetGroupBinding.");
            return cause with
            {
                Evidence =
                [
                    $"pod {pod.Pod.Name}: condition Ready is False, reason ReadinessGatesNotReady",
                    $"pod {pod.Pod.Name}: readiness gate {Gate}, reason {reason}",
                ],
                Since = ready.Since,
            };
        }

        return null;
    }

    /// <summary>A Service or Ingress for which the controller builds no load balancer.</summary>
    public static Cause? OfController(ClusterObject one, ClusterState state)
    {
        foreach (var read in state.EventsOf(one))
        {
            // What has an address was built since; an event before the last change explains an earlier state.
            if (read.Reason is not ("FailedBuildModel" or "FailedDeployModel") || one.Status["loadBalancer"]["ingress"].Count > 0)
            {
                continue;
            }

            var what = Has(read.Message, "subnet") ? "it finds no subnet with the right tags"
                : Has(read.Message, "certificate") ? "it finds no certificate for the host"
                : Has(read.Message, "AccessDenied", "not authorized", "UnauthorizedOperation") ? "AWS refuses its role"
                : Has(read.Message, "security group", "securitygroup") ? "the security group is not usable"
                : "Automation does not know the reason";
            return Cause.Platform(
                "loadbalancer/controller",
                $"The load balancer controller cannot build the load balancer: {what}.",
                "subnets, roles and certificates of the cluster are the platform's",
                $"Read the events: {Kubectl("describe", $"{one.Kind.ToLowerInvariant()} {one.Name}", one.Namespace)}")
                with
            { Evidence = [$"event {read.Reason} about {one.Kind} {one.Name}"], Since = read.At };
        }

        return null;
    }
}
