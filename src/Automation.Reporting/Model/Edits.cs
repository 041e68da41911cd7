using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>An entity with other content, or in another file.</summary>
/// <param name="Entity">The entity as it becomes.</param>
/// <param name="Fields">What differs.</param>
/// <param name="MoreFields">The number of differences that are not listed.</param>
/// <param name="MovedFrom">Where it was defined; null if that is the same file.</param>
public sealed record EntityEdit(CatalogEntity Entity, IReadOnlyList<FieldEdit> Fields, int MoreFields, CatalogPlace? MovedFrom);

/// <summary>A value of a descriptor that differs.</summary>
/// <param name="Pointer">A JSON pointer; of an item of a list of plain values, that of the list.</param>
/// <param name="Old">What it was, shortened; null for nothing.</param>
/// <param name="New">What it becomes, shortened; null for nothing.</param>
public sealed record FieldEdit(string Pointer, string? Old, string? New);

/// <summary>A relation that a definition makes, and that becomes something else.</summary>
/// <param name="Holder">The entity whose definition makes it.</param>
/// <param name="Target">The entity that it names.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it becomes.</param>
/// <param name="Line">The line of the reference in the holder's file; 0 if it is not written there.</param>
public sealed record RelationEdit(CatalogEntity Holder, string Type, string Target, RelationEnd Before, RelationEnd After, int Line)
{
    /// <summary>Whether it leads nowhere from now on.</summary>
    public bool Breaks => After == RelationEnd.Dangles;

    /// <summary>Whether the relation was removed with the entity that made it.</summary>
    public bool IsHolderGone { get; init; }

    /// <summary>Whether it led nowhere before and does not now.</summary>
    public bool IsRepaired => Before == RelationEnd.Dangles && !IsHolderGone;
}

/// <summary>What a relation leads to.</summary>
public enum RelationEnd
{
    /// <summary>No definition makes it.</summary>
    Absent,

    /// <summary>An entity.</summary>
    Leads,

    /// <summary>Nothing: the entity that it names does not exist.</summary>
    Dangles,
}

/// <summary>An entity that gets another owner; null for no owner.</summary>
public sealed record OwnerEdit(CatalogEntity Entity, string? From, string? To);

/// <summary>Who depends on an entity that is removed.</summary>
/// <param name="Removed">The entity.</param>
/// <param name="Dependents">Who depends on it, the nearest first.</param>
/// <param name="IsComplete">Whether those are all.</param>
public sealed record RemovalEffect(CatalogEntity Removed, IReadOnlyList<AffectedEntity> Dependents, bool IsComplete)
{
    /// <summary>How many depend on it themselves, and not only through others.</summary>
    public int Direct => Dependents.Count(d => d.Depth == 1);
}

/// <summary>An entity that a removal affects.</summary>
/// <param name="Depth">Through how many relations.</param>
/// <param name="Relation">The relation by which it depends.</param>
/// <param name="Through">What that relation leads to.</param>
public sealed record AffectedEntity(CatalogEntity Entity, int Depth, string Relation, string Through);

/// <summary>An owner who must act, or is affected, because of a change.</summary>
/// <param name="Owner">The owner; null for entities without an owner.</param>
/// <param name="References">How many references of their entities lead nowhere from now on: each has to be fixed.</param>
/// <param name="Affected">How many of their entities depend on something that is removed.</param>
public sealed record ActingOwner(string? Owner, int References, int Affected)
{
    /// <summary>The source of these entities, if the owner that they name is removed: its owner has to act. Null otherwise.</summary>
    public string? Source { get; init; }
}

/// <summary>A renamed entity.</summary>
/// <param name="From">The entity before.</param>
/// <param name="To">The entity as it becomes.</param>
public sealed record RenameEdit(CatalogEntity From, CatalogEntity To);

/// <summary>An entity that turns stale or fresh; of either side the reason, null if it is not stale.</summary>
public sealed record StaleEdit(CatalogEntity Entity, string? Before, string? After);

/// <summary>A ref of which another definition counts from now on.</summary>
public sealed record WinnerEdit(CatalogEntity Entity, CatalogPlace From, CatalogPlace To);

/// <summary>Something that is wrong with a catalog, somewhere in its sources.</summary>
public sealed record CatalogFinding(string Rule, Severity Severity, string Message, CatalogPlace Place);
