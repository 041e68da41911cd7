using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>Finds the entries of the index that differ.</summary>
internal static class EntryChanges
{
    /// <summary>The entries, in ordinal order of refs.</summary>
    public static List<EntryChange> Between(StoredCatalog before, StoredCatalog after, CancellationToken cancellationToken)
    {
        var changes = new List<EntryChange>();
        foreach (var shard in DifferingShards.Of(ArtifactPaths.Index, before, after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (old, now) = (before.Index(shard), after.Index(shard));
            changes.AddRange(old.Where(e => !now.ContainsKey(e.Key)).Select(e => new EntryChange(e.Value, new IndexEntry(e.Key))));
            changes.AddRange(now.Select(e => new EntryChange(old.GetValueOrDefault(e.Key) ?? new IndexEntry(e.Key), e.Value))
                .Where(c => !IsSame(c.Before, c.After)));
        }

        changes.Sort((x, y) => string.CompareOrdinal(TextOf(x), TextOf(y)));
        return changes;

        static string TextOf(EntryChange change) => change.After.Ref.ToString();
    }

    // Another line number is not a difference: a line was added above.
    private static bool IsSame(IndexEntry x, IndexEntry y) =>
        x.Definitions.Select(Content).SequenceEqual(y.Definitions.Select(Content))
        && x.Relations.Select(r => r.Named).SequenceEqual(y.Relations.Select(r => r.Named))
        && x.Incoming.SequenceEqual(y.Incoming);

    private static (string, string, string, Staleness?) Content(Definition definition) =>
        (definition.Source, definition.File, definition.Blob, definition.Stale);
}
