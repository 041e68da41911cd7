using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>An entity that both catalogs have, with differences.</summary>
/// <param name="Entity">The entity after the change.</param>
/// <param name="Fields">The differences, in the order of the earlier descriptor; empty if it only moved.</param>
/// <param name="MovedFrom">Where it was defined before; null if that is the same file.</param>
public sealed record ChangedEntity(NamedEntity Entity, IReadOnlyList<FieldChange> Fields, Definition? MovedFrom)
{
    /// <summary>The number of further differences that are not in <see cref="Fields"/>.</summary>
    public int MoreFields { get; init; }
}

/// <summary>A value that differs.</summary>
/// <param name="Pointer">Where it is in the descriptor: a JSON pointer. For an item of a list of plain values it is that of the list, because the order of
/// such a list has no meaning.</param>
/// <param name="Old">The earlier value, shortened; null if there was none.</param>
/// <param name="New">The later value, shortened; null if there is none.</param>
public sealed record FieldChange(string Pointer, string? Old, string? New);
