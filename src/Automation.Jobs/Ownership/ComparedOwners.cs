namespace Automation.Jobs.Ownership;

/// <summary>An entity's owner in the catalog, and its owners in CODEOWNERS.</summary>
/// <param name="Decided">The owners in CODEOWNERS to compare with: those of most files of the component, or else of the descriptor.</param>
/// <param name="Verdict">How they compare.</param>
internal sealed record ComparedOwners(OwnedEntity Entity, OwnersOfPath Decided, Verdict Verdict)
{
    /// <summary>The owners of the descriptor itself.</summary>
    public OwnersOfPath Own { get; init; } = Decided;

    /// <summary>The owners of the descriptor alone, if most files have different owners.</summary>
    public OwnersOfPath? Captor { get; init; }

    /// <summary>The current owners for GitHub, by the file of the base branch; null if that is the same file.</summary>
    public OwnersOfPath? Enforced { get; init; }
}
