using Automation.Catalog.Artifact;
using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Catalog.Diffing;

/// <param name="From">The entity before.</param>
/// <param name="To">The entity after the change.</param>
public sealed record RenamedEntity(NamedEntity From, NamedEntity To);

/// <summary>
/// Finds entities that were renamed: one is removed and another of its kind is added, in the same file with the same <c>spec</c>, or by the same document of
/// the same file. If there are several candidates, none is used.
/// </summary>
internal sealed class Renames(StoredCatalog before, StoredCatalog after)
{
    public IReadOnlyList<RenamedEntity> Of(IReadOnlyList<EntryChange> entries)
    {
        var (removed, added) = (entries.Where(e => e.IsRemoved).ToList(), entries.Where(e => e.IsAdded).ToList());
        if (removed.Count == 0 || added.Count == 0)
        {
            return [];
        }

        var files = removed.Select(e => FileOf(e.Before)).Intersect(added.Select(e => FileOf(e.After))).ToHashSet();
        removed.RemoveAll(e => !files.Contains(FileOf(e.Before)));
        added.RemoveAll(e => !files.Contains(FileOf(e.After)));
        var same = Matching(removed, added, e => (FileOf(e.Before), SpecOf(before, e.Before)), e => (FileOf(e.After), SpecOf(after, e.After))).ToList();
        var (from, to) = (same.Select(r => r.From.Ref).ToHashSet(), same.Select(r => r.To.Ref).ToHashSet());
        var others = Matching(
            removed.Where(e => !from.Contains(e.After.Ref)),
            added.Where(e => !to.Contains(e.After.Ref)),
            e => DocumentOf(e.Before),
            e => DocumentOf(e.After));
        return [.. same.Concat(others).OrderBy(r => r.From.Ref.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<RenamedEntity> Matching<T>(
        IEnumerable<EntryChange> removed, IEnumerable<EntryChange> added, Func<EntryChange, T> keyBefore, Func<EntryChange, T> keyAfter)
    {
        var candidates = added.ToLookup(keyAfter);
        return removed.ToLookup(keyBefore)
            .Where(g => g.Count() == 1 && candidates[g.Key].Count() == 1)
            .Select(g => new RenamedEntity(NamedEntity.Of(g.Single().Before), NamedEntity.Of(candidates[g.Key].Single().After)));
    }

    private static ((string Kind, string Source, string File) File, int Document) DocumentOf(IndexEntry entry) =>
        (FileOf(entry), entry.Definitions[0].Document);

    private static (string Kind, string Source, string File) FileOf(IndexEntry entry) =>
        (entry.Ref.Kind, entry.Definitions[0].Source, entry.Definitions[0].File);

    private static string SpecOf(StoredCatalog catalog, IndexEntry entry) =>
        catalog.Descriptor(entry.Ref) is { } yaml
        && YamlFile.Read(SourceText.Decode(ArtifactPaths.Entity(entry.Ref), yaml.Span), YamlLimits.Source).Documents is [{ Root: YamlMapping root }, ..]
            && root["spec"] is YamlMapping spec
            ? CanonicalYaml.Write(spec)
            : entry.Ref.ToString();
}
