using Automation.Core.Findings;

namespace Automation.Health.Causes;

/// <summary>What is wrong with a container, a pod or a controller. Two pods with the same cause have the same text: names of pods are evidence.</summary>
/// <param name="Id">The class, such as <c>image/not-found</c>.</param>
/// <param name="Says">The cause: one sentence.</param>
/// <param name="Responsible">Who can most likely act.</param>
/// <param name="Why">Why they: the part of a sentence after "because".</param>
/// <param name="Next">The next step: one sentence.</param>
internal sealed record Cause(string Id, string Says, Responsible Responsible, string Why, string Next)
{
    /// <summary>The container; null if it is about the whole pod.</summary>
    public string? Container { get; init; }

    /// <summary>The fields and events that it rests on.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Since when, as far as it is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it cannot change without a person, so that it is published at the first reading.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether something specific was found. "Back-off" alone is not.</summary>
    public bool IsSpecific { get; init; } = true;

    /// <summary>Whether it is worth a look, although nothing fails.</summary>
    public bool IsWarning { get; init; }

    /// <summary>What is a consequence of it, and not a cause.</summary>
    public IReadOnlyList<string> Consequences { get; init; } = [];

    /// <summary>Whether several services can have it at the same time for one reason: what they share is the platform's.</summary>
    public string? Shared { get; init; }

    public static Cause Team(string id, string says, string why, string next) => new(id, says, Responsible.ApplicationTeam, why, next);

    public static Cause Platform(string id, string says, string why, string next) => new(id, says, Responsible.PlatformTeam, why, next) { Shared = id };
}
