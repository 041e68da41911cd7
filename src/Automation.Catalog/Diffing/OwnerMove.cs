using Automation.Core;

namespace Automation.Catalog.Diffing;

/// <summary>An entity whose owner changes.</summary>
/// <param name="Entity">The entity after the change.</param>
/// <param name="From">The owner before; null for none.</param>
/// <param name="To">The owner after; null for none.</param>
public sealed record OwnerMove(NamedEntity Entity, EntityRef? From, EntityRef? To);
