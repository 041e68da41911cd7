using Automation.Core;

namespace Automation.Catalog.Diffing;

/// <summary>A relation that a definition makes, and that is not the same in both catalogs.</summary>
/// <param name="Source">The entity whose definition makes it.</param>
/// <param name="Target">The entity that it names.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is.</param>
public sealed record RelationChange(EntityRef Source, string Type, EntityRef Target, RelationState Before, RelationState After)
{
    /// <summary>The entity that states it, after the change; before it if the entity was removed.</summary>
    public required NamedEntity Holder { get; init; }

    /// <summary>The line of the reference in the holder's file; 0 if it is not written there.</summary>
    public int Line { get; init; }

    /// <summary>Whether it leads nowhere from now on.</summary>
    public bool Breaks => After == RelationState.Dangles;

    /// <summary>Whether the relation was removed with the entity that made it.</summary>
    public bool IsHolderGone { get; init; }

    /// <summary>Whether it led nowhere before and does not now.</summary>
    public bool IsRepaired => Before == RelationState.Dangles && !IsHolderGone;

    /// <summary>By source, type and target, ordinal.</summary>
    internal static int Compare(RelationChange x, RelationChange y)
    {
        var source = string.CompareOrdinal(x.Source.ToString(), y.Source.ToString());
        var type = source != 0 ? source : string.CompareOrdinal(x.Type, y.Type);
        return type != 0 ? type : string.CompareOrdinal(x.Target.ToString(), y.Target.ToString());
    }
}

/// <summary>What a relation is in one catalog.</summary>
public enum RelationState
{
    /// <summary>No definition makes it.</summary>
    Absent,

    /// <summary>It leads to an entity.</summary>
    Leads,

    /// <summary>It is made, and the entity that it names does not exist.</summary>
    Dangles,
}
