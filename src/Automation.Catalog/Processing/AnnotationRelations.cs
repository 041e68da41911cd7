using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Processing;

/// <summary>Turns annotations into relations, as configured: <c>acme.example/runs-on</c> into <c>runsOn</c>.</summary>
/// <param name="annotation">The annotation; its value is a ref, or several refs separated by commas.</param>
/// <param name="type">The relation from the entity.</param>
/// <param name="defaultKind">The kind of a ref without one; null if a ref must have a kind.</param>
public sealed class AnnotationRelations(string annotation, string type, string? defaultKind) : IDescriptorProcessor
{
    private const int MostRefs = 100;

    /// <inheritdoc/>
    public IEnumerable<OwnRelation> RelationsOf(ProcessedEntity entity, YamlMapping document, EntityRefs refs)
    {
        if (((document["metadata"] as YamlMapping)?["annotations"] as YamlMapping)?[annotation] is not YamlScalar { Type: YamlType.String } value)
        {
            yield break;
        }

        foreach (var text in value.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostRefs))
        {
            if (EntityRef.TryParse(text, defaultKind, entity.Ref.Namespace, out var target, out _))
            {
                yield return new OwnRelation(new NamedRelation(type, refs.Of(target!)), 0);
            }
        }
    }
}
