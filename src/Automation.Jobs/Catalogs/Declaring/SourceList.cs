namespace Automation.Jobs.Catalogs.Declaring;

/// <summary>The sources of a catalog: where its entities come from.</summary>
public sealed record SourceList
{
    /// <summary>The sources, in order: of two that define the same entity the first one counts.</summary>
    public IReadOnlyList<SourceDeclaration> Sources { get; init; } = [];
}
