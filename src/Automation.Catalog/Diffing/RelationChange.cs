using Automation.Core;

namespace Automation.Catalog.Diffing;

/// <summary>A relation of a definition that differs between the catalogs.</summary>
/// <param name="Source">The entity whose definition has it.</param>
/// <param name="Target">The entity that it refers to.</param>
/// <param name="Before">The state before.</param>
public sealed record RelationChange(EntityRef Source, string Type, EntityRef Target, RelationState Before, RelationState After)
{
    /// <summary>The entity that has the relation: as it is after the change, or as it was before if it was removed.</summary>
    public required NamedEntity Holder { get; init; }

    /// <summary>The line of the reference in the holder's file; 0 if the reference is not in the file.</summary>
    public int Line { get; init; }

    /// <summary>Whether the change breaks it: its target does not exist after it.</summary>
    public bool Breaks => After == RelationState.Dangles;

    /// <summary>Whether the relation was removed together with its entity.</summary>
    public bool IsHolderGone { get; init; }

    /// <summary>Whether its target did not exist before and exists now.</summary>
    public bool IsRepaired => Before == RelationState.Dangles && !IsHolderGone;

    /// <summary>By source, type and target, ordinal.</summary>
    internal static int Compare(RelationChange x, RelationChange y)
    {
        var source = string.CompareOrdinal(x.Source.ToString(), y.Source.ToString());
        var type = source != 0 ? source : string.CompareOrdinal(x.Type, y.Type);
        return type != 0 ? type : string.CompareOrdinal(x.Target.ToString(), y.Target.ToString());
    }
}

/// <summary>The state of a relation in one catalog.</summary>
public enum RelationState
{
    /// <summary>No definition has the relation.</summary>
    Absent,

    Leads,

    /// <summary>The relation dangles: its target does not exist.</summary>
    Dangles,
}
