using Automation.Core;

namespace Automation.Catalog.Diffing;

/// <summary>The effect of a removed entity on the remaining ones.</summary>
/// <param name="Removed">The removed entity.</param>
/// <param name="Dependents">The dependents, the nearest first.</param>
/// <param name="IsCut">Whether there may be more dependents than the search found.</param>
public sealed record RemovalImpact(NamedEntity Removed, IReadOnlyList<Dependent> Dependents, bool IsCut)
{
    public int Direct => Dependents.Count(d => d.Depth == 1);
}

/// <summary>An entity that depends on another.</summary>
/// <param name="Entity">The remaining entity.</param>
/// <param name="Depth">The number of relations in between: 1 for a direct dependency.</param>
/// <param name="Relation">The relation by which it depends.</param>
/// <param name="Through">The target of that relation: the removed entity, or a dependent of it.</param>
public sealed record Dependent(NamedEntity Entity, int Depth, string Relation, EntityRef Through);
