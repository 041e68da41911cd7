using Automation.Core.Text;
using Automation.Health.Clusters;
using Automation.Health.Objects;

namespace Automation.Health.Causes;

/// <summary>A pod with its workload and its events.</summary>
internal sealed class PodView(ClusterObject pod, Workload workload, ClusterState state)
{
    public ClusterObject Pod => pod;

    public Workload Workload => workload;

    public ClusterState State => state;

    public DateTimeOffset Now => state.Now;

    public IReadOnlyList<ClusterEvent> Events { get; } = state.EventsOf(pod);

    /// <summary>How long it exists; null if that is not known, as in a manifest that was written by hand.</summary>
    public TimeSpan? Age => (pod.Status["startTime"].Time ?? pod.Created) is { } start ? Now - start : null;

    /// <summary>The node it runs on; null if it has none.</summary>
    public string? Node => pod.Spec["nodeName"].Text is { Length: > 0 } node ? VisibleText.Of(node, 253) : null;

    /// <summary>The latest event with a reason, and with a message for which the condition holds.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="matches">The condition.</param>
    /// <param name="after">An event before it explains an earlier state.</param>
    public ClusterEvent? Event(string reason, Func<ClusterEvent, bool>? matches = null, DateTimeOffset? after = null)
    {
        foreach (var one in Events)
        {
            if (one.Reason == reason && (after is null || one.At >= after) && (matches is null || matches(one)))
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>The specification of a container; absent if there is none of that name.</summary>
    public ResourceField SpecOf(string container, bool isInit)
    {
        foreach (var spec in pod.Spec[isInit ? "initContainers" : "containers"].Items)
        {
            if (spec["name"].Is(container))
            {
                return spec;
            }
        }

        return default;
    }
}

/// <summary>A container of a pod: what is wanted and what is observed.</summary>
internal sealed class ContainerView(PodView pod, ResourceField status, bool isInit)
{
    public PodView Pod => pod;

    public string RawName { get; } = status["name"].TextOrEmpty;

    public string Name => VisibleText.Of(RawName, 63);

    public ResourceField Status => status;

    public ResourceField Spec { get; } = pod.SpecOf(status["name"].TextOrEmpty, isInit);

    public bool IsInit => isInit;

    /// <summary>An init container that is restarted for the whole life of the pod.</summary>
    public bool IsSidecar => isInit && Spec["restartPolicy"].Is("Always");

    public ResourceField Waiting => status["state"]["waiting"];

    public ResourceField Ended => status["state"]["terminated"];

    public ResourceField Running => status["state"]["running"];

    /// <summary>How it ended the last time.</summary>
    public ResourceField EndedBefore => status["lastState"]["terminated"];

    public string Image => VisibleText.Of(Spec["image"].Text ?? status["image"].TextOrEmpty, 160);

    public string Path => $"pod {pod.Pod.Name}, {(IsSidecar ? "sidecar" : isInit ? "init container" : "container")} {Name}";

    public ClusterEvent? Event(string reason, Func<ClusterEvent, bool>? matches = null, DateTimeOffset? after = null) =>
        pod.Event(reason, e => (e.Container is null || e.Container == RawName) && (matches is null || matches(e)), after);
}
