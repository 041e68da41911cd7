using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>An entity of the catalog, for display.</summary>
/// <param name="Title">The title, or the name.</param>
public sealed record EntityReport(string Ref, string Title)
{
    /// <summary>The fields: name and value, such as <c>type</c> and <c>service</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> About { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Where it is defined; the first definition is the winner.</summary>
    public IReadOnlyList<EntityDefinition> Definitions { get; init; } = [];

    /// <summary>The relations by type, in order.</summary>
    public IReadOnlyList<EntityRelations> Relations { get; init; } = [];

    public IReadOnlyList<EntityProblem> Problems { get; init; } = [];

    /// <summary>Where it runs; null where nothing is known of that.</summary>
    public ServiceHealthReport? Health { get; init; }
}

/// <summary>Where an entity is defined.</summary>
/// <param name="Place">The file and line, in its source.</param>
/// <param name="Commit">The commit that was read; null if the source has none.</param>
/// <param name="Stale">Why it differs from the source; null if it is current.</param>
public sealed record EntityDefinition(string Place, string? Commit, string? Stale);

/// <param name="Targets">The other ends.</param>
public sealed record EntityRelations(string Type, IReadOnlyList<EntityTarget> Targets);

/// <summary>The other end of a relation.</summary>
/// <param name="Exists">Whether the entity exists.</param>
public sealed record EntityTarget(string Ref, bool Exists);

/// <param name="Message">What is wrong.</param>
public sealed record EntityProblem(Severity Severity, string Message, string Place);
