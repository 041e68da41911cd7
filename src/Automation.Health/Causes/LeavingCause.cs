using Automation.Core.Text;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A pod that was moved away, lost with its node, or that does not end.</summary>
internal static class LeavingCause
{
    // deletionTimestamp already contains the grace period of the pod.
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(5);

    public static Cause? Of(PodView pod)
    {
        if (pod.Pod.Metadata["deletionTimestamp"].Time is { } deleted)
        {
            return pod.Now - deleted > Overdue ? Stuck(pod, deleted) : null;
        }

        var status = pod.Pod.Status;
        if (status["phase"].Is("Unknown") || status["reason"].Is("NodeLost"))
        {
            return Cause.Platform(
                "node/lost",
                $"Node {pod.Node ?? "unknown"} does not answer.",
                "nodes are the platform's",
                $"Check node {pod.Node ?? "unknown"}.")
                with
            { Evidence = [$"pod {pod.Pod.Name}: phase Unknown"], IsFinal = false };
        }

        if (!status["phase"].Is("Failed") || !status["reason"].Is("Evicted"))
        {
            return null;
        }

        var message = status["message"].TextOrEmpty;
        var evidence = new[] { $"pod {pod.Pod.Name}: phase Failed, reason Evicted" };
        return (Has(message, "ephemeral local storage usage exceeds", "emptyDir")
            ? Cause.Team(
                "evicted/own-disk",
                "The pod wrote more to its disk than its limit allows, and was evicted.",
                "limit and use are its own",
                "Write less, or raise the limit of 'ephemeral-storage'.")
            : Cause.Platform(
                "evicted/node",
                $"Node {pod.Node ?? "unknown"} is short of {Resource(message)} and evicted the pod.",
                "the capacity of nodes is the platform's",
                "Check what uses up the node."))
            with
        { Evidence = evidence };
    }

    private static string Resource(string message) => Has(message, "memory") ? "memory" : Has(message, "ephemeral-storage", "disk") ? "disk" : "a resource";

    private static Cause Stuck(PodView pod, DateTimeOffset deleted)
    {
        string? finalizer = null;
        foreach (var one in pod.Pod.Metadata["finalizers"].Items)
        {
            finalizer ??= one.Text is { } text && text.Length <= 253 ? VisibleText.Of(text, 253) : null;
        }

        return Cause.Platform(
            "pod/deleting",
            finalizer is null
                ? $"The pod should be gone, and node {pod.Node ?? "unknown"} does not report its end."
                : $"The pod should be gone, and waits for the finalizer '{finalizer}'.",
            finalizer is null ? "nodes are the platform's" : "its controller removes the finalizer",
            finalizer is null ? $"Check node {pod.Node ?? "unknown"}." : "Check the controller of the finalizer.")
            with
        { Since = deleted, Evidence = [$"pod {pod.Pod.Name}: deletionTimestamp {deleted.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"] };
    }
}
