namespace Automation.Health.Assessment;

/// <summary>The health of a resource in Argo CD's words, from best to worst (argo-cd, gitops-engine/pkg/health).</summary>
public enum HealthStatus
{
    /// <summary>It does what it should.</summary>
    Healthy,

    /// <summary>It is paused on purpose.</summary>
    Suspended,

    /// <summary>It is not healthy yet.</summary>
    Progressing,

    /// <summary>It does not exist.</summary>
    Missing,

    /// <summary>It failed, or did not become healthy in time.</summary>
    Degraded,

    /// <summary>It could not be assessed.</summary>
    Unknown,
}

/// <summary>The health of a resource.</summary>
/// <param name="Status">The status.</param>
/// <param name="Message">Why; may be empty.</param>
/// <param name="IsQuoted">
/// Whether the message is text of the resource. Such a text may contain a line of a log, or a secret: it is for people who can read the resource, and for
/// no artifact, comment or log.
/// </param>
public sealed record HealthResult(HealthStatus Status, string Message, bool IsQuoted = false)
{
    internal static HealthResult Of(HealthStatus status, string message = "") => new(status, message);

    internal static HealthResult Quoted(HealthStatus status, string message) => new(status, message, message.Length > 0);
}
