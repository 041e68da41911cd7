using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>An entity that both catalogs have, and that is not the same in both.</summary>
/// <param name="Entity">The entity as it is after.</param>
/// <param name="Fields">What differs, in the order of the descriptor before; empty if it only moved.</param>
/// <param name="MovedFrom">Where it was defined before; null if that is the same file.</param>
public sealed record ChangedEntity(NamedEntity Entity, IReadOnlyList<FieldChange> Fields, Definition? MovedFrom)
{
    /// <summary>How many more fields differ than <see cref="Fields"/> has.</summary>
    public int MoreFields { get; init; }
}

/// <summary>One value that differs.</summary>
/// <param name="Pointer">Where it is in the descriptor: a JSON pointer. An item of a list of plain values has the list's own, because the order of such a
/// list has no meaning.</param>
/// <param name="Old">What it was, shortened; null if there was nothing.</param>
/// <param name="New">What it is, shortened; null if there is nothing.</param>
public sealed record FieldChange(string Pointer, string? Old, string? New);
