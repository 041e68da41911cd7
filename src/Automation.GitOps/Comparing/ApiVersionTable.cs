using System.Globalization;
using Automation.GitOps.Rendering;

namespace Automation.GitOps.Comparing;

/// <summary>
/// API versions that Kubernetes no longer serves, or will not. Source: Kubernetes, "Deprecated API Migration Guide"
/// (https://kubernetes.io/docs/reference/using-api/deprecation-guide/).
/// </summary>
public static class ApiVersionTable
{
    private static readonly Entry[] Entries =
    [
        new("extensions/v1beta1", "Deployment DaemonSet ReplicaSet NetworkPolicy PodSecurityPolicy", 8, 16, "apps/v1, networking.k8s.io/v1 or policy/v1beta1"),
        new("apps/v1beta1", "Deployment StatefulSet", 8, 16, "apps/v1"),
        new("apps/v1beta2", "Deployment DaemonSet ReplicaSet StatefulSet", 9, 16, "apps/v1"),
        new("extensions/v1beta1", "Ingress", 14, 22, "networking.k8s.io/v1"),
        new("networking.k8s.io/v1beta1", "Ingress IngressClass", 19, 22, "networking.k8s.io/v1"),
        new("rbac.authorization.k8s.io/v1beta1", "ClusterRole ClusterRoleBinding Role RoleBinding", 17, 22, "rbac.authorization.k8s.io/v1"),
        new("admissionregistration.k8s.io/v1beta1", "MutatingWebhookConfiguration ValidatingWebhookConfiguration", 16, 22, "admissionregistration.k8s.io/v1"),
        new("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", 16, 22, "apiextensions.k8s.io/v1"),
        new("apiregistration.k8s.io/v1beta1", "APIService", 19, 22, "apiregistration.k8s.io/v1"),
        new("authentication.k8s.io/v1beta1", "TokenReview", 19, 22, "authentication.k8s.io/v1"),
        new("authorization.k8s.io/v1beta1", "SubjectAccessReview LocalSubjectAccessReview SelfSubjectAccessReview", 19, 22, "authorization.k8s.io/v1"),
        new("certificates.k8s.io/v1beta1", "CertificateSigningRequest", 19, 22, "certificates.k8s.io/v1"),
        new("coordination.k8s.io/v1beta1", "Lease", 19, 22, "coordination.k8s.io/v1"),
        new("scheduling.k8s.io/v1beta1", "PriorityClass", 14, 22, "scheduling.k8s.io/v1"),
        new("storage.k8s.io/v1beta1", "CSIDriver CSINode StorageClass VolumeAttachment", 19, 22, "storage.k8s.io/v1"),
        new("batch/v1beta1", "CronJob", 21, 25, "batch/v1"),
        new("discovery.k8s.io/v1beta1", "EndpointSlice", 21, 25, "discovery.k8s.io/v1"),
        new("events.k8s.io/v1beta1", "Event", 19, 25, "events.k8s.io/v1"),
        new("autoscaling/v2beta1", "HorizontalPodAutoscaler", 22, 25, "autoscaling/v2"),
        new("policy/v1beta1", "PodDisruptionBudget", 21, 25, "policy/v1"),
        new("policy/v1beta1", "PodSecurityPolicy", 21, 25, "Pod Security Admission"),
        new("node.k8s.io/v1beta1", "RuntimeClass", 22, 25, "node.k8s.io/v1"),
        new("autoscaling/v2beta2", "HorizontalPodAutoscaler", 23, 26, "autoscaling/v2"),
        new("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema PriorityLevelConfiguration", 23, 26, "flowcontrol.apiserver.k8s.io/v1"),
        new("storage.k8s.io/v1beta1", "CSIStorageCapacity", 24, 27, "storage.k8s.io/v1"),
        new("flowcontrol.apiserver.k8s.io/v1beta2", "FlowSchema PriorityLevelConfiguration", 26, 29, "flowcontrol.apiserver.k8s.io/v1"),
        new("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema PriorityLevelConfiguration", 29, 32, "flowcontrol.apiserver.k8s.io/v1"),
    ];

    /// <summary>What is wrong with an API version in a version of Kubernetes; null if nothing is.</summary>
    /// <param name="version">The version, such as <c>1.33</c> or <c>v1.33.2</c>.</param>
    public static RenderProblem? Problem(string apiVersion, string kind, string version)
    {
        if (Minor(version) is not { } minor || Array.Find(Entries, e => e.ApiVersion == apiVersion && e.Kinds.Split(' ').Contains(kind)) is not { } entry)
        {
            return null;
        }

        return minor >= entry.Removed ? new RenderProblem(
                RenderedRules.ApiRemoved, $"Kubernetes 1.{minor} does not serve {entry.ApiVersion}; use {entry.Replacement}.")
            : minor >= entry.Deprecated ? new RenderProblem(
                RenderedRules.ApiDeprecated, $"{entry.ApiVersion} is deprecated, and Kubernetes 1.{entry.Removed} does not serve it; use {entry.Replacement}.")
            : null;
    }

    private static int? Minor(string version) => version.TrimStart('v').Split('.') is ["1", var minor, ..]
        && int.TryParse(string.Concat(minor.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture, out var number) ? number : null;

    // Minor versions of Kubernetes 1.
    private sealed record Entry(string ApiVersion, string Kinds, int Deprecated, int Removed, string Replacement);
}
