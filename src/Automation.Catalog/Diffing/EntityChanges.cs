using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Diffing;

/// <summary>Compares entities that both catalogs have, field by field.</summary>
internal sealed class EntityChanges(StoredCatalog before, StoredCatalog after)
{
    public IReadOnlyList<ChangedEntity> Of(IEnumerable<EntryChange> entries, CancellationToken cancellationToken)
    {
        var changed = new List<ChangedEntity>();
        foreach (var entry in entries.Where(e => e.IsInBoth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (old, now) = (entry.Before.Definitions[0], entry.After.Definitions[0]);
            var hasMoved = !EntryDetails.IsSameFile(old, now);
            var (fields, more) = old.Blob == now.Blob ? ([], 0) : Compare(entry.After.Ref, hasMoved);
            if (fields.Count > 0 || hasMoved)
            {
                changed.Add(new ChangedEntity(NamedEntity.Of(entry.After), fields, hasMoved ? old : null) { MoreFields = more });
            }
        }

        return changed;
    }

    private (IReadOnlyList<FieldChange> Fields, int More) Compare(EntityRef reference, bool hasMoved)
    {
        var comparison = new DescriptorComparison(hasMoved);
        comparison.Run(Root(before, reference), Root(after, reference));
        return (comparison.Changes, comparison.More);
    }

    private static YamlMapping? Root(StoredCatalog catalog, EntityRef reference) =>
        catalog.Descriptor(reference) is { } yaml
            && YamlFile.Read(SourceText.Decode(ArtifactPaths.Entity(reference), yaml.Span), YamlLimits.Source).Documents is [{ Root: YamlMapping root }, ..]
            ? root
            : null;
}
