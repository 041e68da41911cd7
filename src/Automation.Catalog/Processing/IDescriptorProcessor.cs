using Automation.Catalog.Artifact;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Processing;

/// <summary>A processing step from the configuration: it completes documents before they are validated, or adds relations to entities.</summary>
/// <remarks>Used by several threads at a time.</remarks>
public interface IDescriptorProcessor
{
    /// <summary>The document with the additions; the same one if there are none.</summary>
    /// <param name="document">The document, a map.</param>
    /// <param name="path">The file, from the root of the source.</param>
    Completion Complete(YamlMapping document, string path) => new(document);

    /// <summary>Relations in addition to Backstage's table; only the index has them.</summary>
    /// <param name="document">The processed document.</param>
    /// <param name="refs">One object for each ref.</param>
    IEnumerable<OwnRelation> RelationsOf(ProcessedEntity entity, YamlMapping document, EntityRefs refs) => [];
}

/// <summary>A completed document.</summary>
/// <param name="Note">A human-readable note about what was added and why; null if nothing was.</param>
public sealed record Completion(YamlMapping Document, string? Note = null)
{
    /// <summary>
    /// Files of the source that the result depends on, with their blob ids, empty if the file does not exist: if one changes, the document is processed again.
    /// </summary>
    public IReadOnlyDictionary<string, string> Reads { get; init; } = new Dictionary<string, string>();
}
