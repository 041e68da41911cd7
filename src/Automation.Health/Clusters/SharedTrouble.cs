using Automation.Health.Objects;

namespace Automation.Health.Clusters;

/// <summary>What several owners have at once on a node or with a registry: then the cause is not in one of their services.</summary>
internal sealed class SharedTrouble
{
    private readonly Dictionary<(string Node, string What), HashSet<string>> _onNode = [];
    private readonly Dictionary<string, HashSet<Workload>> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Pods, int Ready, HashSet<string> Owners)> _readiness = new(StringComparer.Ordinal);

    public SharedTrouble(ClusterState state)
    {
        foreach (var workload in state.Workloads)
        {
            foreach (var pod in workload.Pods)
            {
                Count(workload, pod);
            }
        }
    }

    /// <summary>How many owners have containers on a node that ended for a reason.</summary>
    public int OwnersOnNode(string? node, string reason) => node is not null && _onNode.TryGetValue((node, reason), out var owners) ? owners.Count : 0;

    /// <summary>Whether a registry refuses images of other workloads.</summary>
    public bool HasOtherRefusedImage(Workload workload, string registry) => _refused.TryGetValue(registry, out var refused) && refused.Any(w => w != workload);

    /// <summary>Whether no pod of a node is ready, although several owners have some on it.</summary>
    public bool IsWholeNodeUnready(string? node) =>
        node is not null && _readiness.TryGetValue(node, out var found) && found is { Ready: 0, Pods: > 2 } && found.Owners.Count > 1;

    /// <summary>Who owns a workload: the owner in the catalog; where there is none, its namespace stands for it.</summary>
    public static string OwnerOf(Workload workload) => workload.Owner?.Owner ?? $"namespace {workload.Namespace}";

    private void Count(Workload workload, ClusterObject pod)
    {
        if (pod.Spec["nodeName"].Text is { Length: > 0 } node && pod.Status["phase"].Is("Running") && !pod.IsBeingDeleted)
        {
            var (pods, ready, owners) = _readiness.GetValueOrDefault(node, (0, 0, new HashSet<string>(StringComparer.Ordinal)));
            owners.Add(OwnerOf(workload));
            _readiness[node] = (pods + 1, ready + (Workload.IsReady(pod) ? 1 : 0), owners);
        }
        else
        {
            node = null;
        }

        foreach (var container in pod.Status["containerStatuses"].Items)
        {
            var waiting = container["state"]["waiting"];
            if (node is not null && waiting["reason"].Is("CrashLoopBackOff") && container["lastState"]["terminated"]["reason"].Text is { } reason)
            {
                if (!_onNode.TryGetValue((node, reason), out var owners))
                {
                    _onNode.Add((node, reason), owners = new HashSet<string>(StringComparer.Ordinal));
                }

                owners.Add(OwnerOf(workload));
            }

            if (waiting["reason"].IsOneOf("ErrImagePull", "ImagePullBackOff")
                && IsRefused(waiting["message"].TextOrEmpty)
                && ImageOf(pod, container["name"].TextOrEmpty) is { } image)
            {
                var registry = ImageName.RegistryOf(image);
                if (!_refused.TryGetValue(registry, out var refused))
                {
                    _refused.Add(registry, refused = []);
                }

                refused.Add(workload);
            }
        }
    }

    private static bool IsRefused(string message) =>
        message.Contains("denied", StringComparison.OrdinalIgnoreCase)
        || message.Contains("unauthorized", StringComparison.OrdinalIgnoreCase)
        || message.Contains("forbidden", StringComparison.OrdinalIgnoreCase);

    private static string? ImageOf(ClusterObject pod, string container)
    {
        foreach (var spec in pod.Spec["containers"].Items)
        {
            if (spec["name"].Is(container))
            {
                return spec["image"].Text;
            }
        }

        return null;
    }
}
