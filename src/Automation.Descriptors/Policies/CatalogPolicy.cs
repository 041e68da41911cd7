namespace Automation.Descriptors.Policies;

/// <summary>What an organisation requires of its descriptors beyond Backstage. Empty if it requires nothing.</summary>
public sealed record CatalogPolicy
{
    /// <summary>A policy without requirements.</summary>
    public static CatalogPolicy None { get; } = new();

    /// <summary>What entities must have.</summary>
    public IReadOnlyList<Requirement> Required { get; init; } = [];

    /// <summary>What may be written.</summary>
    public AllowedValues Allowed { get; init; } = AllowedValues.Anything;

    /// <summary>What names look like, by kind; kinds are compared without case.</summary>
    public IReadOnlyDictionary<string, NameFormat> Names { get; init; } = new Dictionary<string, NameFormat>();
}

/// <summary>What a name must look like.</summary>
/// <param name="Pattern">The pattern as people write it, for the message.</param>
/// <param name="Matches">Whether a whole name fits; must answer in bounded time for any name.</param>
public sealed record NameFormat(string Pattern, Predicate<string> Matches);
