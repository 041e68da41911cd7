namespace Automation.Descriptors.Policies;

/// <summary>The allowed values. A missing or empty list allows everything.</summary>
public sealed record AllowedValues
{
    /// <summary>No restriction.</summary>
    public static AllowedValues Anything { get; } = new();

    /// <summary>The allowed kinds, such as Component.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The values that spec.type may have, by kind.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Types { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The values that spec.lifecycle may have, for every kind that has one.</summary>
    public IReadOnlyList<string> Lifecycles { get; init; } = [];
}
