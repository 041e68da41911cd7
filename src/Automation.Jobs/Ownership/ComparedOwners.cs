namespace Automation.Jobs.Ownership;

/// <summary>An entity's owner in the catalog beside its owners in CODEOWNERS.</summary>
/// <param name="Decided">The owners in CODEOWNERS that count: those of most files of the component, or else of the descriptor.</param>
/// <param name="Verdict">How they compare.</param>
internal sealed record ComparedOwners(OwnedEntity Entity, OwnersOfPath Decided, Verdict Verdict)
{
    /// <summary>The owners of the descriptor itself.</summary>
    public OwnersOfPath Own { get; init; } = Decided;

    /// <summary>The owners of only the descriptor, if most files have others.</summary>
    public OwnersOfPath? Captor { get; init; }

    /// <summary>The current owners for GitHub, by the file of the base branch; null if that is the same file.</summary>
    public OwnersOfPath? Enforced { get; init; }
}
