using Automation.Core;

namespace Automation.Catalog.Diffing;

/// <summary>The effect of a removed entity on the remaining ones.</summary>
/// <param name="Removed">The removed entity.</param>
/// <param name="Dependents">Who depends on it, the nearest first.</param>
/// <param name="IsCut">Whether there may be more than the search found.</param>
public sealed record RemovalImpact(NamedEntity Removed, IReadOnlyList<Dependent> Dependents, bool IsCut)
{
    /// <summary>How many depend on it themselves, and not only through others.</summary>
    public int Direct => Dependents.Count(d => d.Depth == 1);
}

/// <summary>An entity that depends on another.</summary>
/// <param name="Entity">The entity, which remains.</param>
/// <param name="Depth">Through how many relations: 1 for a direct dependency.</param>
/// <param name="Relation">The relation by which it does.</param>
/// <param name="Through">What that relation leads to: the removed entity, or a dependent of it.</param>
public sealed record Dependent(NamedEntity Entity, int Depth, string Relation, EntityRef Through);
