using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Policies;

/// <summary>What every entity of a kind, or of a kind and type, must have.</summary>
public sealed record Requirement
{
    /// <summary>The kind it applies to, such as Component.</summary>
    public required string Kind { get; init; }

    /// <summary>The spec.type it applies to; by default, every type.</summary>
    public string? Type { get; init; }

    /// <summary>Keys that metadata.annotations must have, each with a value.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];

    /// <summary>Keys that metadata.labels must have, each with a value.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Tags that metadata.tags must contain.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the entity is of the kind and type. Both are compared without case, as Backstage's catalog filters do.</summary>
    internal bool AppliesTo(Descriptor descriptor) =>
        string.Equals(Kind, descriptor.Kind, StringComparison.OrdinalIgnoreCase)
        && (Type is null || string.Equals(Type, descriptor.Spec?.Field("type")?.Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The subject of a message: <c>Every Component of type 'service'</c>.</summary>
    internal string Whom() => Type is null ? $"Every {Kind}" : $"Every {Kind} of type {DescriptorWording.Quote(Type)}";
}
