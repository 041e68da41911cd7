using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Catalog.Processing;

/// <summary>An entity after processing, before stitching.</summary>
/// <param name="Yaml">The descriptor that it has become, canonical YAML; it contains nothing that depends on other entities.</param>
/// <param name="Blob">The blob id of <paramref name="Yaml"/>.</param>
/// <param name="Relations">The relations from it, sorted, distinct.</param>
/// <param name="Fields">What a search covers.</param>
public sealed record ProcessedEntity(EntityRef Ref, ReadOnlyMemory<byte> Yaml, string Blob, IReadOnlyList<OwnRelation> Relations, EntityFields Fields)
{
    /// <summary>Whether it is processed and never shown, because Backstage's stitcher fails: only the other ends of its relations are seen.</summary>
    public bool IsHidden { get; init; }
}
