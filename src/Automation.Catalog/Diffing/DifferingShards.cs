using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>Which shards two catalogs do not have in common; the summaries know it, so that no shard is read to tell.</summary>
internal static class DifferingShards
{
    public static IEnumerable<string> Of(string folder, StoredCatalog before, StoredCatalog after) =>
        before.ShardsOf(folder).Union(after.ShardsOf(folder)).Order(StringComparer.Ordinal).Where(shard => BlobOf(before, folder, shard) != BlobOf(after, folder, shard));

    private static string? BlobOf(StoredCatalog catalog, string folder, string shard) => catalog.Summary.Shards.GetValueOrDefault($"{folder}/{shard}.json");
}
