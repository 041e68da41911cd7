namespace Automation.Jobs.Sources.Declaring;

/// <summary>The sources of a catalog: where its entities come from.</summary>
/// <remarks><c>schemas/catalog-sources.schema.json</c> is generated from these types, their summaries included.</remarks>
public sealed record SourceList
{
    /// <summary>The sources in order of priority: if two define the same entity, the first one counts.</summary>
    public IReadOnlyList<SourceDeclaration> Sources { get; init; } = [];

    /// <summary>What is done with descriptors in addition to Backstage.</summary>
    public ProcessorSettings Processors { get; init; } = ProcessorSettings.None;
}
