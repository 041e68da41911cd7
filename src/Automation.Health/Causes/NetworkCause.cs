using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A pod that gets no address (EKS): the subnet or the instance has none left, or the CNI has a fault (amazon-vpc-cni-k8s#2892).</summary>
internal static class NetworkCause
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static Cause? Of(PodView pod)
    {
        if (pod.Pod.Status["podIP"].Text is { Length: > 0 } || pod.Node is null || pod.Age < Grace || pod.Event("FailedCreatePodSandBox") is not { } failed)
        {
            return null;
        }

        var cause = Has(failed.Message, "failed to assign an IP", "no available IP", "add cmd: failed to assign")
            ? Cause.Platform(
                "network/no-address",
                "The pod gets no network address.",
                "addresses, subnets and the CNI are the platform's",
                "Check free addresses of the subnet, the address limit of the instance, and the CNI pod on the node; the cluster does not say which it is.")
            : Cause.Platform(
                "network/sandbox",
                $"Node {pod.Node} cannot set up the network of the pod.",
                "the network of nodes is the platform's",
                $"Check the CNI pod on node {pod.Node}.");
        var evidence = new List<string> { $"pod {pod.Pod.Name}: no podIP", $"event FailedCreatePodSandBox about pod {pod.Pod.Name}" };
        if (pod.Pod.ConditionOf("PodReadyToStartContainers") is { IsFalse: true })
        {
            evidence.Insert(1, $"pod {pod.Pod.Name}: condition PodReadyToStartContainers is False");
        }

        return cause with { Evidence = evidence, Since = pod.Pod.Status["startTime"].Time };
    }

    /// <summary>Nodes that have no branch network interface left, which pods with security groups need (EKS).</summary>
    public static Cause NoBranchInterface() => Cause.Platform(
        "network/no-address",
        "The pod gets no network address: no node has a free branch network interface.",
        "interfaces and instance types are the platform's",
        "Add a node, or use instance types with more branch interfaces.");
}
