using Automation.Health.Objects;
using static Automation.Health.Assessment.HealthStatus;

namespace Automation.Health.Assessment;

/// <summary>
/// The health of a custom resource by the conditions that most controllers write: <c>Stalled</c>, <c>Reconciling</c>, and <c>Ready</c> or what stands for it.
/// Argo CD has a script for each kind; this is what most of them have in common.
/// </summary>
internal static class ConditionRules
{
    // In the order in which they decide.
    private static readonly string[] Positive = ["Ready", "Available", "Healthy", "Accepted"];

    public static HealthResult? Of(ClusterObject resource)
    {
        var conditions = resource.Status["conditions"];
        if (Awaited(resource) is { } awaited)
        {
            return Issuing(resource) ?? Ready(resource) ?? HealthResult.Of(Progressing, awaited);
        }

        if (conditions.Count == 0)
        {
            return null;
        }

        if (resource.Spec["suspend"].IsTrue || resource.Spec["paused"].IsTrue)
        {
            return HealthResult.Of(Suspended, $"{resource.Kind} is suspended");
        }

        if (resource.Status["observedGeneration"].Number is { } observed && observed < resource.Generation)
        {
            return HealthResult.Of(Progressing, "Waiting for the specification to be observed");
        }

        foreach (var condition in conditions.Items)
        {
            if (condition["status"].Is("True") && condition["type"].IsOneOf("Stalled", "Reconciling", "Issuing"))
            {
                return HealthResult.Quoted(condition["type"].Is("Stalled") ? Degraded : Progressing, condition["message"].TextOrEmpty);
            }
        }

        foreach (var type in Positive)
        {
            if (resource.ConditionOf(type) is { } condition)
            {
                return HealthResult.Quoted(condition.IsTrue ? Healthy : condition.IsFalse ? Degraded : Progressing, condition.Message);
            }
        }

        return null;
    }

    // Kinds of which Argo CD reads the condition Ready alone, with its message for one that has none yet.
    private static string? Awaited(ClusterObject resource) => (resource.Group, resource.Kind) switch
    {
        ("cert-manager.io" or "certmanager.k8s.io", "Certificate") => "Waiting for certificate",
        ("cert-manager.io" or "certmanager.k8s.io", "Issuer") => "Initializing issuer",
        ("cert-manager.io" or "certmanager.k8s.io", "ClusterIssuer") => "Initializing ClusterIssuer",
        ("external-secrets.io", "ExternalSecret" or "PushSecret" or "SecretStore" or "ClusterSecretStore") => $"Waiting for {resource.Kind}",
        ("camel.apache.org", "Integration") => "Waiting for Integration",
        _ => null,
    };

    private static HealthResult? Issuing(ClusterObject resource) =>
        resource.Kind == "Certificate"
            && resource.ConditionOf("Issuing") is { IsTrue: true } issuing ? HealthResult.Quoted(Progressing, issuing.Message) : null;

    private static HealthResult? Ready(ClusterObject resource) => resource.ConditionOf("Ready") switch
    {
        { IsTrue: true } ready => HealthResult.Quoted(Healthy, ready.Message),
        { IsFalse: true } ready => HealthResult.Quoted(Degraded, ready.Message),
        _ => null,
    };
}
