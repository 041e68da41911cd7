using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Catalog.Processing;

/// <summary>An entity after processing, before stitching.</summary>
/// <param name="Yaml">The processed descriptor as canonical YAML, which does not depend on other entities.</param>
/// <param name="Blob">The blob id of <paramref name="Yaml"/>.</param>
/// <param name="Relations">The relations from it, sorted, distinct.</param>
/// <param name="Fields">The fields that a search covers.</param>
public sealed record ProcessedEntity(EntityRef Ref, ReadOnlyMemory<byte> Yaml, string Blob, IReadOnlyList<OwnRelation> Relations, EntityFields Fields)
{
    /// <summary>Whether it is processed but never shown, because Backstage's stitcher fails on it: only the other ends of its relations are visible.</summary>
    public bool IsHidden { get; init; }
}
