using Automation.Core.Text;
using Automation.Health.Clusters;
using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A pod for which there is no node: what the scheduler counts, and what Karpenter says about each of its pools.</summary>
internal static class PlacementCause
{
    // A node takes a minute or two to appear.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    // One that is on its way and does not arrive is the platform's matter.
    private static readonly TimeSpan Arrival = TimeSpan.FromMinutes(10);

    private static readonly string[] NodeTrouble =
    [
        "node.kubernetes.io/memory-pressure", "node.kubernetes.io/disk-pressure", "node.kubernetes.io/pid-pressure", "node.kubernetes.io/not-ready",
        "node.kubernetes.io/unreachable",
        "node.kubernetes.io/unschedulable",
        "node.kubernetes.io/network-unavailable",
        "node.cloudprovider.kubernetes.io/uninitialized",
    ];

    public static Cause? Of(PodView pod)
    {
        if (pod.Pod.ConditionOf("PodScheduled") is not { IsFalse: true } scheduled
            || !scheduled.HasReason("Unschedulable")
            || pod.Age < Grace
            || IsOnItsWay(pod))
        {
            return null;
        }

        var evidence = new List<string> { $"pod {pod.Pod.Name}: condition PodScheduled is False, reason Unschedulable" };
        var cause = Waiting(pod, evidence) ?? StorageCause.OfScheduling(pod, scheduled.Message) ?? Scheduler(pod, scheduled.Message);
        return cause with { Evidence = [.. evidence, .. cause.Evidence], Since = scheduled.Since ?? pod.Pod.Created };
    }

    // A node was ordered, and nothing refused the pod since.
    private static bool IsOnItsWay(PodView pod) => pod.Age < Arrival && Ordered(pod) is { } ordered && !(Refused(pod)?.At > ordered.At);

    private static ClusterEvent? Ordered(PodView pod) => pod.Event("Nominated") ?? pod.Event("TriggeredScaleUp");

    private static ClusterEvent? Refused(PodView pod) => pod.Event("FailedScheduling", e => e.Component.StartsWith("karpenter", StringComparison.Ordinal));

    // The scheduler's text alone hides why no node is added (karpenter#4192, #7713).
    private static Cause? Waiting(PodView pod, List<string> evidence)
    {
        var (refused, ordered) = (Refused(pod), Ordered(pod));
        if (ordered is not null && !(refused?.At > ordered.At))
        {
            evidence.Add($"event {ordered.Reason} about pod {pod.Pod.Name}");
            return Cause.Platform(
                "node/late",
                "A node was ordered for the pod and has not arrived.",
                "nodes are the platform's",
                "Read the events of the NodeClaim or of the node group.");
        }

        if (refused is null)
        {
            return null;
        }

        evidence.Add($"event FailedScheduling about pod {pod.Pod.Name}, by karpenter");
        return Karpenter(refused.Message);
    }

    private static Cause Karpenter(string message)
    {
        string? nearest = null;
        var (differs, isLimit) = ("no NodePool fits the pod", false);
        foreach (var part in message.Split(';').Take(50))
        {
            var pool = Name(part, "nodepool \"", "\"") ?? Name(part, "nodepool: \"", "\"") ?? Name(part, "provisioner \"", "\"");
            var limit = Has(part, "exceed limits");
            var named = $"NodePool {Shown(pool ?? "unknown")}";
            var what = limit ? $"{named} would fit, but its limit is reached"
                : Has(part, "did not tolerate") ? $"the pod does not tolerate the taint of {named}"
                : Has(part, "no instance type") ? $"no instance type of {named} is large enough"
                : Has(part, "does not have known values", "label") ? $"the pod asks for a label that {named} does not know"
                : Has(part, "incompatible requirements") ? $"the pod's node selector or affinity does not match {named}"
                : null;
            if (what is not null && (nearest is null || (limit && !isLimit)))
            {
                (nearest, differs, isLimit) = (pool ?? "unknown", what, limit);
            }
        }

        return isLimit
            ? Cause.Platform(
                "node/pool-limit",
                $"Karpenter adds no node: {differs}.",
                "limits of pools are the platform's",
                $"Raise the limit of NodePool {nearest}, or free capacity.")
            : Cause.Team(
                "node/incompatible",
                $"Karpenter adds no node: {differs}.",
                "the requirements are in its own manifest",
                nearest is null
                    ? "Compare node selector, affinity, tolerations and requests with the NodePools."
                        : $"Make the requirements of the pod fit NodePool {nearest}.");
    }

    // "0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {dedicated: gpu}. preemption: ..."
    private static Cause Scheduler(PodView pod, string message)
    {
        var (nodes, counts) = Counts(message);
        if (counts.Count == 0)
        {
            return Cause.Platform(
                "placement/unknown",
                "The scheduler finds no node; Automation does not know the reason.",
                "placing pods is the platform's",
                $"Read the events: {Kubectl("describe", $"pod {pod.Pod.Name}", pod.Pod.Namespace)}")
                with
            { IsSpecific = false };
        }

        var summary = string.Join(", ", counts.Select(c => $"{c.Count} {c.Text}"));
        var evidence = new[] { $"pod {pod.Pod.Name}: of {nodes} nodes, {summary}" };
        var first = counts.FirstOrDefault(c => c.Kind is PlacementReason.Capacity or PlacementReason.PodLimit or PlacementReason.Address)
            ?? counts.FirstOrDefault(c => c.Kind == PlacementReason.Trouble)
            ?? counts[0];
        var cause = first.Kind switch
        {
            PlacementReason.Address => NetworkCause.NoBranchInterface(),
            PlacementReason.PodLimit => Cause.Platform(
                "placement/pod-limit",
                $"No node takes another pod: the limit of pods per node is reached ({summary}).",
                "the limit comes from the instance type and its network settings",
                "Add a node, or enable prefix delegation of the VPC CNI."),
            PlacementReason.Capacity => Cause.Platform(
                "placement/no-room",
                $"No node has enough free capacity for the pod: {summary}.",
                "the capacity of the cluster is the platform's",
                $"Compare the request ({Requests(pod.Pod)}) with the largest node; lower it if no node type is that large, else add capacity."),
            PlacementReason.Trouble => Cause.Platform(
                "placement/node-trouble", $"Nodes that would fit are in trouble: {summary}.", "nodes are the platform's", "Check the nodes with these taints."),
            PlacementReason.HostPort => Cause.Team(
                "placement/host-port",
                $"The host port of the pod is taken on every node ({summary}).",
                "the host port is in its own manifest",
                "Remove 'hostPort', and use a Service."),
            PlacementReason.Taint => Cause.Team(
                "placement/taint",
                $"The pod does not tolerate the taint of the nodes that are left: {summary}.",
                "tolerations are in its own manifest",
                "Add a toleration if the pod belongs on these nodes; else relax its selector."),
            _ => Cause.Team(
                "placement/selector",
                $"No node matches the placement rules of the pod: {summary}.",
                "selector, affinity and spread are in its own manifest",
                "Compare 'nodeSelector', 'affinity' and 'topologySpreadConstraints' with the labels of the nodes."),
        };
        return cause with { Evidence = evidence };
    }

    private static (long Nodes, List<NodeCount> Counts) Counts(string message)
    {
        const string Available = " nodes are available: ";
        var counts = new List<NodeCount>();
        var at = message.IndexOf(Available, StringComparison.Ordinal);
        var slash = message.IndexOf('/', StringComparison.Ordinal);
        if (at < 0 || slash < 0 || slash > at || !long.TryParse(message.AsSpan(slash + 1, at - slash - 1), out var nodes))
        {
            return (0, counts);
        }

        var reasons = message[(at + Available.Length)..];
        var end = reasons.IndexOf(". ", StringComparison.Ordinal);
        foreach (var reason in (end < 0 ? reasons.TrimEnd('.') : reasons[..end]).Split(", ").Take(30))
        {
            var space = reason.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && long.TryParse(reason.AsSpan(0, space), out var count) && Classify(reason[(space + 1)..]) is { } known)
            {
                counts.Add(new NodeCount(count, known.Kind, known.Text));
            }
        }

        return (nodes, counts);
    }

    private static (PlacementReason Kind, string Text)? Classify(string text)
    {
        if (text.StartsWith("Insufficient ", StringComparison.Ordinal))
        {
            var resource = text["Insufficient ".Length..];
            return resource == "vpc.amazonaws.com/pod-eni" ? (PlacementReason.Address, "without a free branch network interface")
                : resource.Length <= 63 && resource.All(c => char.IsAsciiLetterOrDigit(c)
                    || c is '-' or '.' or '/') ? (PlacementReason.Capacity, $"with too little {resource}")
                : (PlacementReason.Capacity, "with too little of a resource");
        }

        if (Has(text, "taint"))
        {
            // {KEY: VALUE}: keys are names of Kubernetes, values may be anything.
            var open = text.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOfAny([':', '}'], open);
            var key = close < 0 ? "" : text[(open + 1)..close];
            var shown = key.Length is > 0 and <= 253 && key.All(c => char.IsAsciiLetterOrDigit(c)
                || c is '-' or '.' or '/' or '_') ? $"with the taint {key}" : "with a taint";
            return (NodeTrouble.Contains(key, StringComparer.Ordinal) ? PlacementReason.Trouble : PlacementReason.Taint, shown);
        }

        return Has(text, "Too many pods") ? (PlacementReason.PodLimit, "with the most pods they take")
            : Has(text, "free ports") ? (PlacementReason.HostPort, "where the port is taken")
            : Has(text, "unschedulable") ? (PlacementReason.Trouble, "that take no pods (cordoned)")
            : Has(text, "anti-affinity") ? (PlacementReason.Selector, "excluded by anti-affinity")
            : Has(text, "topology spread") ? (PlacementReason.Selector, "excluded by topology spread")
            : Has(text, "affinity", "selector") ? (PlacementReason.Selector, "excluded by node selector or affinity")
            : null;
    }

    private static string Requests(ClusterObject pod)
    {
        var shown = new List<string>();
        foreach (var container in pod.Spec["containers"].Items)
        {
            var requests = container["resources"]["requests"];
            var parts = new[] { ("cpu", requests["cpu"]), ("memory", requests["memory"]) }
                .Select(r => (Name: r.Item1, Value: r.Item2.Text ?? (r.Item2.Number is { } number ? $"{number}" : null)))
                .Where(r => r.Value is not null && IsQuantity(r.Value)).Select(r => $"{r.Name} {r.Value}").ToList();
            if (parts.Count > 0)
            {
                shown.Add($"{VisibleText.Of(container["name"].TextOrEmpty, 63)}: {string.Join(", ", parts)}");
            }
        }

        return shown.Count > 0 ? string.Join("; ", shown.Take(5)) : "none is set";
    }

    private enum PlacementReason
    {
        Capacity,
        PodLimit,
        Address,
        Trouble,
        HostPort,
        Taint,
        Selector,
    }

    private sealed record NodeCount(long Count, PlacementReason Kind, string Text);
}
