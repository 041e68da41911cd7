using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>An entity whose staleness differs between the catalogs.</summary>
/// <param name="Entity">The entity after the change.</param>
/// <param name="Before">Why it was stale; null if it was not, or did not exist.</param>
/// <param name="After">Why it is stale; null if it is not.</param>
public sealed record StaleChange(NamedEntity Entity, Staleness? Before, Staleness? After);
