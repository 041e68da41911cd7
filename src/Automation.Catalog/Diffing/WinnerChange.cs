using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>A ref that is or was defined more than once, and has a different winner.</summary>
/// <param name="Entity">The entity after the change.</param>
/// <param name="From">The earlier winner.</param>
/// <param name="To">The winning definition.</param>
public sealed record WinnerChange(NamedEntity Entity, Definition From, Definition To);
