using Automation.Catalog.Artifact;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Processing;

/// <summary>A step that configuration adds to processing: it completes documents before they are validated, or adds relations to entities.</summary>
/// <remarks>Used by several threads at a time.</remarks>
public interface IDescriptorProcessor
{
    /// <summary>The document with the additions; the same one if there are none.</summary>
    /// <param name="document">The document, a map.</param>
    /// <param name="path">Its file, from the root of the source.</param>
    Completion Complete(YamlMapping document, string path) => new(document);

    /// <summary>Relations besides those of Backstage's table; only the index has them.</summary>
    /// <param name="document">What it has become.</param>
    /// <param name="refs">One object for each ref.</param>
    IEnumerable<OwnRelation> RelationsOf(ProcessedEntity entity, YamlMapping document, EntityRefs refs) => [];
}

/// <summary>A document that was completed.</summary>
/// <param name="Note">What was added and why, for people; null if nothing was.</param>
public sealed record Completion(YamlMapping Document, string? Note = null)
{
    /// <summary>
    /// Files of the source that decided it, with their blob ids, empty if there is no such file: a change of one is a change of the document.
    /// </summary>
    public IReadOnlyDictionary<string, string> Reads { get; init; } = new Dictionary<string, string>();
}
