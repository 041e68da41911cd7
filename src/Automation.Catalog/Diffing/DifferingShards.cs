using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>The shards in which two catalogs differ; the summaries have their ids, so no shard is read to compare.</summary>
public static class DifferingShards
{
    /// <summary>Their names, in order.</summary>
    /// <param name="folder">One of the folders of shards, such as <see cref="ArtifactPaths.Index"/>.</param>
    public static IEnumerable<string> Of(string folder, StoredCatalog before, StoredCatalog after) =>
        before.ShardsOf(folder)
            .Union(after.ShardsOf(folder))
            .Order(StringComparer.Ordinal)
            .Where(shard => BlobOf(before, folder, shard) != BlobOf(after, folder, shard));

    private static string? BlobOf(StoredCatalog catalog, string folder, string shard) => catalog.Summary.Shards.GetValueOrDefault($"{folder}/{shard}.json");
}
