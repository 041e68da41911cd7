using Automation.Health.Objects;
using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A Secret, a ConfigMap or a setting that a container needs to start. A volume says nothing in the container's status, only in an event.</summary>
internal static class ConfigCause
{
    public static Cause OfContainer(ContainerView container)
    {
        var message = container.Waiting["message"].TextOrEmpty;
        var evidence = $"{container.Path}: waiting, reason CreateContainerConfigError";
        var cause = Missing(container.Pod, message) ?? NotRoot(message) ?? Cause.Team(
            "config/invalid",
            $"The configuration of container {Shown(container.Name)} cannot be applied.",
            "the configuration is in its own manifest",
            $"Read the message: {Kubectl("describe", $"pod {container.Pod.Pod.Name}", container.Pod.Pod.Namespace)}")
            with
        { IsSpecific = false };
        return cause with { Container = container.Name, Evidence = [evidence], Since = container.Pod.Pod.Status["startTime"].Time };
    }

    /// <summary>What a volume of the pod lacks.</summary>
    public static Cause? OfVolume(PodView pod, string message)
    {
        if (Has(message, "secrets-store", "secrets store"))
        {
            return Has(message, "AccessDenied", "not authorized", "403")
                ? Cause.Platform(
                    "config/role-refused",
                    "The Secrets Store driver may not read the secret: AWS refuses its role.",
                    "roles and their policies are the platform's",
                    "Check the policy of the role for this secret.")
                : Has(message, "ResourceNotFound", "not found")
                    ? Cause.Team(
                        "config/secrets-store",
                        "A secret that the Secrets Store driver should mount does not exist.",
                        "its SecretProviderClass names the secret",
                        "Compare the names in the SecretProviderClass with the secrets in the account.")
                    : Cause.Platform(
                        "config/secrets-store",
                        "The Secrets Store driver cannot mount the secrets.",
                        "the driver is the platform's",
                        "Check the pods of the driver on the node.");
        }

        return Missing(pod, message) ?? (Has(message, "non-existent secret key", "non-existent config key")
            ? Cause.Team(
                "config/missing-key",
                "A volume names a key that its Secret or ConfigMap does not have.",
                "the volume is in its own manifest",
                "Compare the keys of the volume with the manifests in git.")
            : null);
    }

    private static Cause? Missing(PodView pod, string message)
    {
        foreach (var (kind, word) in (ReadOnlySpan<(string, string)>)[("Secret", "secret"), ("ConfigMap", "configmap")])
        {
            if (Name(message, $"{word} \"", "\" not found") is { } name && pod.Uses(name))
            {
                return Synced(pod, kind, name) ?? Cause.Team(
                    "config/missing-object",
                    $"The {kind} {Shown(name)} does not exist in namespace {pod.Pod.Namespace}.",
                    $"its manifest asks for the {kind}",
                    $"Compare the name with the manifests in git, or create the {kind}.");
            }

            // couldn't find key KEY in Secret NAMESPACE/NAME
            if (Has(message, "couldn't find key") && Name(message + "\n", $" in {kind} {pod.Pod.Namespace}/", "\n") is { } holder && pod.Uses(holder))
            {
                var key = pod.KeyOf(holder, message);
                return Cause.Team(
                    "config/missing-key",
                    $"The {kind} {Shown(holder)} has no key {(key is null ? "of the name that the container asks for" : Shown(key))}.",
                    "its manifest asks for the key",
                    $"Compare the key with the {kind} in git; names are case-sensitive.");
            }
        }

        return null;
    }

    // An ExternalSecret should have created it: then its synchronisation failed.
    private static Cause? Synced(PodView pod, string kind, string name)
    {
        if (kind != "Secret")
        {
            return null;
        }

        foreach (var external in pod.State.OfKind("ExternalSecret"))
        {
            if (external.Namespace == pod.Pod.Namespace && (external.Spec["target"]["name"].Text ?? external.Name) == name)
            {
                return Cause.Platform(
                    "config/not-synced",
                    $"The Secret {Shown(name)} does not exist: the ExternalSecret {Shown(external.Name)} has not created it.",
                    "git holds an ExternalSecret of that name, so its synchronisation failed",
                    $"Read the conditions of ExternalSecret {external.Name} in namespace {pod.Pod.Namespace}.");
            }
        }

        return null;
    }

    private static Cause? NotRoot(string message) => Has(message, "runAsNonRoot")
        ? Cause.Team(
            "config/non-root",
            "The pod must not run as root ('runAsNonRoot'), but its image does.",
            "image and security context are its own",
            "Set a numeric USER in the image, or 'runAsUser' in the manifest.")
        : null;

    /// <summary>Whether the pod's manifest names a Secret or ConfigMap: a name in a message is only shown if it does.</summary>
    private static bool Uses(this PodView pod, string name)
    {
        foreach (var list in (ReadOnlySpan<string>)["initContainers", "containers"])
        {
            foreach (var container in pod.Pod.Spec[list].Items)
            {
                foreach (var source in container["envFrom"].Items)
                {
                    if (source["secretRef"]["name"].Is(name) || source["configMapRef"]["name"].Is(name))
                    {
                        return true;
                    }
                }

                foreach (var variable in container["env"].Items)
                {
                    if (Reference(variable)["name"].Is(name) || variable["valueFrom"]["configMapKeyRef"]["name"].Is(name))
                    {
                        return true;
                    }
                }
            }
        }

        foreach (var volume in pod.Pod.Spec["volumes"].Items)
        {
            if (volume["secret"]["secretName"].Is(name) || volume["configMap"]["name"].Is(name))
            {
                return true;
            }

            foreach (var source in volume["projected"]["sources"].Items)
            {
                if (source["secret"]["name"].Is(name) || source["configMap"]["name"].Is(name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The key of the manifest that the message names.
    private static string? KeyOf(this PodView pod, string name, string message)
    {
        foreach (var list in (ReadOnlySpan<string>)["initContainers", "containers"])
        {
            foreach (var container in pod.Pod.Spec[list].Items)
            {
                foreach (var variable in container["env"].Items)
                {
                    var reference = Reference(variable)["name"].Is(name) ? Reference(variable) : variable["valueFrom"]["configMapKeyRef"];
                    if (reference["name"].Is(name) && reference["key"].Text is { } key && message.Contains($"key {key} in", StringComparison.Ordinal))
                    {
                        return key;
                    }
                }
            }
        }

        return null;
    }

    private static ResourceField Reference(ResourceField variable) => variable["valueFrom"]["secretKeyRef"];
}
