using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>The root cause of a pod that does not do what it should, by the order of proof: placing, network, volumes, init containers, containers,
/// gates.</summary>
internal static class PodCauses
{
    /// <summary>The causes, the first of them the root; empty for a pod that is fine, has ended well, or is on its way.</summary>
    public static IReadOnlyList<Cause> Of(PodView pod)
    {
        if (pod.Pod.IsBeingDeleted || pod.Pod.Status["phase"].IsOneOf("Succeeded", "Unknown") || pod.Pod.Status["reason"].IsOneOf("Evicted", "NodeLost"))
        {
            return LeavingCause.Of(pod) is { } leaving ? [leaving] : [];
        }

        if (PlacementCause.Of(pod) is { } placement)
        {
            return [placement];
        }

        if (pod.Pod.ConditionOf("PodScheduled") is { IsFalse: true })
        {
            return [];
        }

        if (NetworkCause.Of(pod) is { } network)
        {
            return [network];
        }

        var init = InitContainers(pod);
        if (init is not null)
        {
            return [init];
        }

        List<Cause> causes = [.. Containers(pod)];
        if (causes.Count == 0 && !HasStarted(pod) && StorageCause.OfMounting(pod) is { } storage)
        {
            return [storage];
        }

        if (causes.Count == 0 && LoadBalancerCause.OfPod(pod) is { } gate)
        {
            causes.Add(gate);
        }

        if (causes.Count == 0 && AwsRoleCause.Of(pod) is { } role)
        {
            causes.Add(role);
        }

        return causes;
    }

    // While an init container fails, all others show PodInitializing: only it is named.
    private static Cause? InitContainers(PodView pod)
    {
        foreach (var status in pod.Pod.Status["initContainerStatuses"].Items)
        {
            var container = new ContainerView(pod, status, isInit: true);
            var isDone = !container.IsSidecar && container.Ended["exitCode"].Number == 0;
            if (!isDone && OfContainer(container) is { } cause)
            {
                return cause with
                {
                    Consequences = container.IsSidecar && container.Status["started"].IsTrue ? [] : ["The other containers of the pod wait for it."],
                };
            }
        }

        return null;
    }

    private static IEnumerable<Cause> Containers(PodView pod)
    {
        foreach (var status in pod.Pod.Status["containerStatuses"].Items)
        {
            if (OfContainer(new ContainerView(pod, status, isInit: false)) is { } cause)
            {
                yield return cause;
            }
        }
    }

    private static Cause? OfContainer(ContainerView container)
    {
        var reason = container.Waiting["reason"].Text;
        return reason switch
        {
            null => CrashCause.Of(container) ?? ProbeCause.Of(container),
            "CrashLoopBackOff" => CrashCause.Of(container),
            "CreateContainerConfigError" => ConfigCause.OfContainer(container),
            _ when ImageCause.Is(reason) => ImageCause.Of(container),
            _ when StartCause.Is(reason) => StartCause.OfWaiting(container),
            "ContainerCreating" or "PodInitializing" when container.Waiting["message"].TextOrEmpty.Length == 0 => null,
            _ => Unknown(container, reason),
        };
    }

    private static Cause Unknown(ContainerView container, string reason) => Cause.Team(
        "container/waiting",
        $"Container {Shown(container.Name)} waits ({Word(reason) ?? "without a known reason"}); Automation does not know why.",
        "the container is its own",
        $"Read the message: {Kubectl("describe", $"pod {container.Pod.Pod.Name}", container.Pod.Pod.Namespace)}")
        with
    { Container = container.Name, IsSpecific = false, Evidence = [$"{container.Path}: waiting, reason {Word(reason) ?? "unknown"}"] };

    private static bool HasStarted(PodView pod)
    {
        foreach (var status in pod.Pod.Status["containerStatuses"].Items)
        {
            if (status["state"]["running"].Exists || status["state"]["terminated"].Exists)
            {
                return true;
            }
        }

        return pod.Pod.Status["phase"].Is("Running");
    }
}
