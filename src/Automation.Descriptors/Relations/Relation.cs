using Automation.Core;

namespace Automation.Descriptors.Relations;

/// <summary>One directed relation between two entities; each has an inverse.</summary>
public sealed record Relation(EntityRef Source, string Type, EntityRef Target) : IComparable<Relation>
{
    /// <summary>By source, type and target, ordinal.</summary>
    public int CompareTo(Relation? other) => other is null ? 1 : Compare(other);

    private int Compare(Relation other)
    {
        var source = string.CompareOrdinal(Source.ToString(), other.Source.ToString());
        var type = source != 0 ? source : string.CompareOrdinal(Type, other.Type);
        return type != 0 ? type : string.CompareOrdinal(Target.ToString(), other.Target.ToString());
    }
}
