namespace Automation.Descriptors.Policies;

/// <summary>What an organisation requires of its descriptors beyond Backstage. Empty if it requires nothing.</summary>
public sealed record CatalogPolicy
{
    /// <summary>A policy without requirements.</summary>
    public static CatalogPolicy None { get; } = new();

    /// <summary>The metadata that entities must have.</summary>
    public IReadOnlyList<Requirement> Required { get; init; } = [];

    /// <summary>The allowed values.</summary>
    public AllowedValues Allowed { get; init; } = AllowedValues.Anything;

    /// <summary>The patterns for names, by kind; kinds are compared case-insensitively.</summary>
    public IReadOnlyDictionary<string, NameFormat> Names { get; init; } = new Dictionary<string, NameFormat>();
}

/// <param name="Pattern">The pattern as written, for the message.</param>
/// <param name="Matches">Whether a whole name matches; must take bounded time for any name.</param>
public sealed record NameFormat(string Pattern, Predicate<string> Matches);
