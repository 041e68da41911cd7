using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>A ref that is, or was, defined more than once, and of which another definition counts than before.</summary>
/// <param name="Entity">The entity as it is after.</param>
/// <param name="From">The definition that counted.</param>
/// <param name="To">The definition that counts.</param>
public sealed record WinnerChange(NamedEntity Entity, Definition From, Definition To);
