using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>An image that cannot be pulled. The container runtimes write different texts for one reason, and the registry decides what it admits.</summary>
internal static class ImageCause
{
    // Until then a pull may still succeed by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static bool Is(string reason) => reason is "ErrImagePull" or "ImagePullBackOff" or "InvalidImageName" or "ErrImageNeverPull" or "ErrInvalidImageName"
        or "ImageInspectError" or "RegistryUnavailable" or "ErrRegistryUnavailable" or "SignatureValidationFailed" or "InvalidImage";

    public static Cause? Of(ContainerView container)
    {
        var reason = container.Waiting["reason"].TextOrEmpty;
        var final = reason is "InvalidImageName" or "ErrInvalidImageName" or "ErrImageNeverPull";
        if (!final && container.Pod.Age < Grace)
        {
            return null;
        }

        var pulled = container.Event("Failed", e => Has(e.Message, "pull", "image"));
        var message = container.Waiting["message"].TextOrEmpty;
        var cause = Classify(container, reason, message);
        if (!cause.IsSpecific && pulled is not null)
        {
            cause = Classify(container, reason, pulled.Message);
        }

        var evidence = new List<string> { $"{container.Path}: waiting, reason {Word(reason) ?? "unknown"}" };
        if (pulled is not null)
        {
            evidence.Add($"event Failed about pod {container.Pod.Pod.Name}");
        }

        return cause with { Container = container.Name, Evidence = evidence, Since = container.Pod.Pod.Status["startTime"].Time, IsFinal = final };
    }

    private static Cause Classify(ContainerView container, string reason, string message)
    {
        var image = Quoted(container.Image);
        var registry = ImageName.RegistryOf(container.Image);
        if (reason is "InvalidImageName" or "ErrInvalidImageName" || Has(message, "couldn't parse image", "invalid reference format"))
        {
            return Cause.Team(
                "image/invalid-name", $"The image {image} is not a valid image name.", "the name is in its own manifest", "Correct the image in the manifest.");
        }

        if (reason == "ErrImageNeverPull")
        {
            return Cause.Team(
                "image/never-pull",
                $"The image {image} is not on the node, and 'imagePullPolicy: Never' forbids to pull it.",
                "the policy is in its own manifest",
                "Remove 'imagePullPolicy: Never'.");
        }

        if (Has(message, "429", "toomanyrequests", "rate limit"))
        {
            return Cause.Platform(
                "image/rate-limit",
                $"The registry {registry} refuses more pulls for now (rate limit).",
                "all nodes share the limit of the registry",
                "Wait for the limit to reset, or pull through a cache or with credentials.");
        }

        if (Has(message, "no match for platform", "no matching manifest", "exec format error"))
        {
            return Cause.Team(
                "image/architecture",
                $"The image {image} is not built for the architecture of the node.",
                "its build decides the architectures",
                "Build the image for the node's architecture too (linux/arm64 for Graviton), or select nodes with 'kubernetes.io/arch'.");
        }

        if (Has(message, "no space left on device"))
        {
            return Cause.Platform(
                "image/node-disk",
                $"The disk of node {container.Pod.Node ?? "unknown"} is full, so that no image fits.",
                "it runs the nodes",
                "Free or enlarge the disk of the node.");
        }

        if (Has(
            message,
            "no such host",
            "i/o timeout",
            "dial tcp",
            "connection refused",
            "connection reset",
            "TLS handshake",
            "x509",
            "deadline exceeded",
            "Client.Timeout",
            "server misbehaving"))
        {
            return Cause.Platform(
                "image/network",
                $"The node cannot reach the registry {registry} ({Network(message)}).",
                "nodes and their network are the platform's",
                $"Check the network between the nodes and {registry}.");
        }

        if (Has(message, "denied", "unauthorized", "forbidden", "no basic auth", "not authorized", "authorization failed", "insufficient_scope"))
        {
            return Refused(container, image, registry);
        }

        if (Has(message, "not found", "manifest unknown", "name unknown", "does not exist", "no such image"))
        {
            return Siblings(container, image) ?? Cause.Team(
                "image/not-found",
                $"The image {image} does not exist in the registry: it was never pushed, or was removed by a clean-up.",
                "its build pushes the image and its manifest names it",
                "Check that the build of this version pushed the image, and that the tag is spelled as there.");
        }

        return Cause.Team(
            "image/pull-failed",
            $"The image {image} cannot be pulled; the cluster no longer says why.",
            "its manifest names the image",
            $"Read the newest message: {Kubectl("describe", $"pod {container.Pod.Pod.Name}", container.Pod.Pod.Namespace)}")
            with
        { IsSpecific = false };
    }

    // The registry gives one answer for "does not exist" and "no access".
    private static Cause Refused(ContainerView container, string image, string registry)
    {
        var refused = $"The registry {registry} refuses the image {image}: it does not exist there, or the cluster has no access to it.";
        if (Siblings(container, image) is { } sibling)
        {
            return sibling;
        }

        return container.Pod.State.Patterns.HasOtherRefusedImage(container.Pod.Workload, registry)
            ? Cause.Platform(
                "image/refused",
                refused,
                $"images of other services of {registry} are refused too",
                "Check the pull credentials or the role of the nodes for this registry.")
                with
            { Shared = $"image/refused {registry}" }
            : Cause.Team(
                "image/refused",
                refused,
                $"no other image of {registry} is refused",
                "Check the name and tag first; if they are right, ask the platform team for access.")
                with
            { Shared = $"image/refused {registry}" };
    }

    // The image runs elsewhere, so it exists and may be pulled.
    private static Cause? Siblings(ContainerView container, string image)
    {
        foreach (var other in container.Pod.Workload.Pods)
        {
            foreach (var status in other.Status["containerStatuses"].Items)
            {
                if (!ReferenceEquals(other, container.Pod.Pod)
                    && status["ready"].IsTrue
                    && status["name"].Is(container.RawName)
                    && container.Spec["image"].Text is { } wanted
                    && ImageOf(other, container.RawName) == wanted)
                {
                    var node = container.Pod.Node ?? "unknown";
                    return Cause.Platform(
                        "image/node",
                        $"Node {node} cannot pull the image {image}, which runs on another node.",
                        "the same image runs in a sibling pod",
                        $"Check node {node}: its role, its network and its disk.");
                }
            }
        }

        return null;
    }

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

    private static string Network(string message) =>
        Has(message, "no such host", "server misbehaving") ? "its name does not resolve"
        : Has(message, "x509") ? "its certificate is not trusted"
        : Has(message, "connection refused", "connection reset") ? "the connection is refused"
        : "no answer in time";

    private static string Quoted(string image) => $"'{image}'";
}
