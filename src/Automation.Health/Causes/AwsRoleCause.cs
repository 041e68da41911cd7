using Automation.Health.Objects;

namespace Automation.Health.Causes;

/// <summary>
/// A pod that was started without its AWS role (EKS), and so runs with the role of the node: the webhook that injects it was away
/// (amazon-eks-pod-identity-webhook#83, #108, #174). Names of variables are read, never values.
/// </summary>
internal static class AwsRoleCause
{
    private const string RoleAnnotation = "eks.amazonaws.com/role-arn";

    public static Cause? Of(PodView pod)
    {
        var account = pod.Pod.Spec["serviceAccountName"].Text ?? "default";
        if (HasRole(pod.Pod) || pod.Pod.Status["phase"].IsOneOf("Succeeded", "Failed") || pod.Pod.IsBeingDeleted)
        {
            return null;
        }

        var isAnnotated = pod.State.Find("ServiceAccount", pod.Pod.Namespace, account)?.Annotation(RoleAnnotation) is not null;
        var sibling = pod.Workload.Pods.Find(p => HasRole(p) && !p.IsBeingDeleted);
        var other = sibling?.Spec["serviceAccountName"].Text ?? "default";
        if (!isAnnotated && (sibling is null || (other != account && Clusters.Workload.IsReady(pod.Pod))))
        {
            return null;
        }

        var evidence = new List<string> { $"pod {pod.Pod.Name}: none of AWS_ROLE_ARN, AWS_CONTAINER_CREDENTIALS_FULL_URI" };
        if (sibling is not null)
        {
            evidence.Add($"pod {sibling.Name}: has them");
        }

        if (isAnnotated)
        {
            evidence.Add($"service account {Automation.Core.Text.VisibleText.Of(account, 253)}: has a role");
        }

        const string Says = "The pod was started without its AWS role, and so has the rights of the node.";
        var cause = isAnnotated || other == account
            ? Cause.Platform(
                "aws/no-role",
                Says,
                "the role is injected when a pod is created, and was not",
                "Delete the pod, so that it is created again with the role.")
            : Cause.Team("aws/other-account", Says, "its service account differs from that of the pods with the role", "Correct 'serviceAccountName'.");
        return cause with { Evidence = evidence, Since = pod.Pod.Created };
    }

    private static bool HasRole(ClusterObject pod)
    {
        foreach (var container in pod.Spec["containers"].Items)
        {
            var (arn, token) = (false, false);
            foreach (var variable in container["env"].Items)
            {
                arn |= variable["name"].Is("AWS_ROLE_ARN");
                token |= variable["name"].Is("AWS_WEB_IDENTITY_TOKEN_FILE");
                if (variable["name"].Is("AWS_CONTAINER_CREDENTIALS_FULL_URI") || (arn && token))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
