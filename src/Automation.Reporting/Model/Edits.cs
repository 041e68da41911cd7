using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>An entity with other content, or in another file.</summary>
/// <param name="Entity">The entity after the change.</param>
/// <param name="Fields">What differs.</param>
/// <param name="MoreFields">The number of differences that are not listed.</param>
/// <param name="MovedFrom">Where it was defined; null if that is the same file.</param>
public sealed record EntityEdit(CatalogEntity Entity, IReadOnlyList<FieldEdit> Fields, int MoreFields, CatalogPlace? MovedFrom);

/// <summary>A value of a descriptor that differs.</summary>
/// <param name="Pointer">A JSON pointer; of an item of a list of plain values, that of the list.</param>
/// <param name="Old">The earlier value, shortened; null for none.</param>
/// <param name="New">The later value, shortened; null for none.</param>
public sealed record FieldEdit(string Pointer, string? Old, string? New);

/// <summary>A relation of a definition whose state changes.</summary>
/// <param name="Holder">The entity whose definition has it.</param>
/// <param name="Target">The entity that it refers to.</param>
/// <param name="Before">The state before.</param>
/// <param name="After">The state after.</param>
/// <param name="Line">The line of the reference in the holder's file; 0 if the reference is not in the file.</param>
public sealed record RelationEdit(CatalogEntity Holder, string Type, string Target, RelationEnd Before, RelationEnd After, int Line)
{
    /// <summary>Whether the change breaks it: its target does not exist after it.</summary>
    public bool Breaks => After == RelationEnd.Dangles;

    /// <summary>Whether the relation was removed together with its entity.</summary>
    public bool IsHolderGone { get; init; }

    /// <summary>Whether its target did not exist before and exists now.</summary>
    public bool IsRepaired => Before == RelationEnd.Dangles && !IsHolderGone;
}

public enum RelationEnd
{
    /// <summary>No definition has the relation.</summary>
    Absent,

    /// <summary>An entity.</summary>
    Leads,

    /// <summary>The relation dangles: its target does not exist.</summary>
    Dangles,
}

/// <summary>An entity whose owner changes; null for no owner.</summary>
public sealed record OwnerEdit(CatalogEntity Entity, string? From, string? To);

/// <param name="Dependents">The dependents, the nearest first.</param>
/// <param name="IsComplete">Whether the list is complete.</param>
public sealed record RemovalEffect(CatalogEntity Removed, IReadOnlyList<AffectedEntity> Dependents, bool IsComplete)
{
    public int Direct => Dependents.Count(d => d.Depth == 1);
}

/// <summary>An entity that a removal affects.</summary>
/// <param name="Depth">The number of relations in between: 1 for a direct dependency.</param>
/// <param name="Relation">The relation by which it depends.</param>
/// <param name="Through">The target of that relation.</param>
public sealed record AffectedEntity(CatalogEntity Entity, int Depth, string Relation, string Through);

/// <summary>An owner who must act, or is affected, because of a change.</summary>
/// <param name="Owner">The owner; null for entities without an owner.</param>
/// <param name="References">The number of broken references of their entities: each has to be fixed.</param>
/// <param name="Affected">The number of their entities that depend on a removed entity.</param>
public sealed record ActingOwner(string? Owner, int References, int Affected)
{
    /// <summary>The source of these entities, if the owner of the entities is removed: the owner of the source has to act. Otherwise null.</summary>
    public string? Source { get; init; }
}

/// <param name="From">The entity before.</param>
/// <param name="To">The entity after the change.</param>
public sealed record RenameEdit(CatalogEntity From, CatalogEntity To);

/// <summary>An entity that becomes stale or current; the reason on each side is null if it is not stale.</summary>
public sealed record StaleEdit(CatalogEntity Entity, string? Before, string? After);

/// <summary>A ref with a different winner.</summary>
public sealed record WinnerEdit(CatalogEntity Entity, CatalogPlace From, CatalogPlace To);

/// <summary>A problem in a catalog, at a place in its sources.</summary>
public sealed record CatalogFinding(string Rule, Severity Severity, string Message, CatalogPlace Place);
