using static Automation.Health.Causes.Excerpt;

namespace Automation.Health.Causes;

/// <summary>A volume that is missing, in another zone, still attached elsewhere, or that cannot be mounted. Claims are known by their events alone.</summary>
internal static class StorageCause
{
    // After a node is lost, a volume is detached from it by force after 6 minutes (attach-detach controller, maxWaitForUnmountDuration).
    private static readonly TimeSpan ForcedDetach = TimeSpan.FromMinutes(6);

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>What the scheduler says about volumes.</summary>
    public static Cause? OfScheduling(PodView pod, string message)
    {
        if (Name(message, "persistentvolumeclaim \"", "\" not found") is { } missing && Claims(pod).Contains(missing, StringComparer.Ordinal))
        {
            return NotFound(pod, missing);
        }

        if (Has(message, "volume node affinity conflict"))
        {
            return Cause.Platform(
                "storage/zone",
                "The volume of the pod is in one zone, and only nodes of other zones have free capacity.",
                "volumes and zones are the platform's",
                "Add capacity in the zone of the volume.");
        }

        return Has(message, "unbound immediate PersistentVolumeClaims", "unbound PersistentVolumeClaims") ? Unbound(pod) : null;
    }

    /// <summary>What keeps the volumes of a placed pod from being mounted.</summary>
    public static Cause? OfMounting(PodView pod)
    {
        if (pod.Event("FailedAttachVolume") is { } attach)
        {
            var evidence = new[] { $"event FailedAttachVolume about pod {pod.Pod.Name}" };
            return !Has(attach.Message, "Multi-Attach")
                    ? Cause.Platform(
                        "storage/attach",
                        "A volume cannot be attached to the node.",
                        "the storage driver is the platform's",
                        "Check the storage driver and the volume.") with
                    { Evidence = evidence }
                : pod.Age < ForcedDetach ? null
                : Cause.Platform(
                    "storage/attached-elsewhere",
                    "The volume of the pod is still attached to another node.",
                    "attaching volumes is the platform's",
                    "Check the node that holds the volume; if it is gone, remove its VolumeAttachment.")
                    with
                { Evidence = evidence };
        }

        if (pod.Age < Grace || pod.Event("FailedMount") is not { } mount)
        {
            return null;
        }

        var cause = ConfigCause.OfVolume(pod, mount.Message)
            ?? Cause.Platform(
                "storage/mount",
                "A volume of the pod cannot be mounted.",
                "the storage driver is the platform's",
                "Check the storage driver on the node.")
                with
            { IsSpecific = !Has(mount.Message, "timed out waiting") };
        return cause with { Evidence = [$"event FailedMount about pod {pod.Pod.Name}"], Since = pod.Pod.Status["startTime"].Time };
    }

    private static Cause? Unbound(PodView pod)
    {
        foreach (var claim in Claims(pod))
        {
            foreach (var one in pod.State.EventsOf("PersistentVolumeClaim", pod.Pod.Namespace, claim))
            {
                if (one.Reason != "ProvisioningFailed")
                {
                    continue;
                }

                var cause = Has(one.Message, "storageclass") && Has(one.Message, "not found")
                    ? Cause.Team(
                        "storage/class",
                        $"The claim {Shown(claim)} names a storage class that does not exist.",
                        "the class is in its own manifest",
                        "Use a storage class of the cluster.")
                    : Cause.Platform(
                        "storage/provisioning",
                        $"The storage driver cannot create the volume for claim {Shown(claim)}.",
                        "the storage driver is the platform's",
                        "Check the storage driver: quota, permissions, zone.");
                return cause with { Evidence = [$"event ProvisioningFailed about claim {claim}"] };
            }
        }

        var first = Claims(pod).FirstOrDefault();
        return Cause.Platform(
            "storage/unbound",
            first is null ? "A claim of the pod has no volume." : $"The claim {Shown(first)} has no volume.",
            "volumes are provided by the platform",
            "Read the events of the claim.")
            with
        { IsSpecific = false };
    }

    private static Cause NotFound(PodView pod, string claim) => Cause.Team(
        "storage/claim-missing",
        $"The claim {Shown(claim)} does not exist in namespace {pod.Pod.Namespace}.",
        "its manifest names the claim",
        "Compare the name with the PersistentVolumeClaims in git.");

    private static List<string> Claims(PodView pod)
    {
        var claims = new List<string>();
        foreach (var volume in pod.Pod.Spec["volumes"].Items)
        {
            if (volume["persistentVolumeClaim"]["claimName"].Text is { } name && IsName(name))
            {
                claims.Add(name);
            }
        }

        return claims;
    }
}
