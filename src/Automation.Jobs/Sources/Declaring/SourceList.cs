namespace Automation.Jobs.Sources.Declaring;

/// <summary>The sources of a catalog: where its entities come from.</summary>
/// <remarks><c>schemas/catalog-sources.schema.json</c> is generated from these types, including their summaries.</remarks>
public sealed record SourceList
{
    /// <summary>The sources in order of priority: if two define the same entity, the first one counts.</summary>
    public IReadOnlyList<SourceDeclaration> Sources { get; init; } = [];

    /// <summary>Additional processing of descriptors, beyond Backstage's.</summary>
    public ProcessorSettings Processors { get; init; } = ProcessorSettings.None;
}
