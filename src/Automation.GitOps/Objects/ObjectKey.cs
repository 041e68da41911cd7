namespace Automation.GitOps.Objects;

/// <summary>What identifies an object in a cluster.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Namespace">The namespace; empty if there is none.</param>
/// <param name="Name">The name; empty if only <c>generateName</c> is given.</param>
public readonly record struct ObjectKey(string Group, string Kind, string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <inheritdoc/>
    public int CompareTo(ObjectKey other)
    {
        var order = string.CompareOrdinal(Group, other.Group);
        order = order != 0 ? order : string.CompareOrdinal(Kind, other.Kind);
        order = order != 0 ? order : string.CompareOrdinal(Namespace, other.Namespace);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>The key for people: <c>Deployment orders/api</c>.</summary>
    public override string ToString() => $"{(Group.Length == 0 ? Kind : $"{Kind}.{Group}")} {(Namespace.Length == 0 ? Name : $"{Namespace}/{Name}")}";
}
