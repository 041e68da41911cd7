using Automation.Core;

namespace Automation.Catalog.Diffing;

/// <summary>An entity that goes from one owner to another.</summary>
/// <param name="Entity">The entity as it is after.</param>
/// <param name="From">Who owned it; null for nobody.</param>
/// <param name="To">Who owns it; null for nobody.</param>
public sealed record OwnerMove(NamedEntity Entity, EntityRef? From, EntityRef? To);
