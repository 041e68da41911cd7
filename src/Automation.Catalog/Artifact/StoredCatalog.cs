using System.Collections.Concurrent;
using Automation.Core;
using Automation.Core.Trees;

namespace Automation.Catalog.Artifact;

/// <summary>Reads the requested parts of an artifact, shard by shard.</summary>
/// <remarks>Thread-safe if the tree is.</remarks>
public sealed class StoredCatalog
{
    /// <summary>The maximum size of a shard; this program does not write larger ones.</summary>
    private const long LargestShard = 256L << 20;

    private readonly FileTree _tree;
    private readonly ConcurrentDictionary<string, Dictionary<EntityRef, IndexEntry>> _index = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, SourceLine>> _sources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, FindingsLine>> _findings = new(StringComparer.Ordinal);

    // Files of a source are in all shards, and there may be ten thousand sources, so the files are grouped by source once.
    private readonly Lazy<ILookup<string, FileRecord>> _files;
    private readonly Lazy<IReadOnlyList<SourceRecord>> _allSources;

    private StoredCatalog(FileTree tree, CatalogSummary summary, EntityRefs refs)
    {
        _tree = tree;
        Summary = summary;
        Refs = refs;
        _allSources = new(
            () =>
                [
                    .. ShardsOf(ArtifactPaths.Sources).SelectMany(s => SourcesOf(s).Values)
                        .OfType<SourceLine.Whole>()
                        .Select(l => l.Record)
                        .OrderBy(s => s.Name, StringComparer.Ordinal),
                ]);
        _files = new(
            () =>
                ShardsOf(ArtifactPaths.Sources).SelectMany(s => SourcesOf(s).Values)
                    .OfType<SourceLine.OneFile>()
                    .Select(l => l.Record)
                    .ToLookup(f => f.Source, StringComparer.Ordinal));
    }

    /// <summary>An empty artifact, from which a first build starts.</summary>
    public static StoredCatalog Empty(EntityRefs refs) => new(InMemoryTree.Of(), new CatalogSummary(), refs);

    public CatalogSummary Summary { get; }

    public EntityRefs Refs { get; }

    /// <summary>Whether nothing has been built yet.</summary>
    public bool IsEmpty => Summary.Root.Length == 0;

    /// <summary>The artifact in a tree; null if there is none.</summary>
    /// <exception cref="ArtifactException">An existing artifact cannot be read by this program.</exception>
    public static StoredCatalog? Open(FileTree tree, EntityRefs refs)
    {
        if (tree.Read(ArtifactPaths.Summary, LargestShard) is not FileContent.Whole { Bytes: var bytes })
        {
            return null;
        }

        try
        {
            var summary = SummaryJson.Read(bytes.Span);
            return summary.Format is < CatalogSummary.OldestFormat or > CatalogSummary.CurrentFormat
                ? throw new ArtifactException($"The catalog has format {summary.Format}, and this program reads formats {CatalogSummary.OldestFormat} to "
                    + $"{CatalogSummary.CurrentFormat}: use the version that wrote it, or build the catalog again into an empty folder.")
                : new StoredCatalog(tree, summary, refs);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            throw new ArtifactException($"{ArtifactPaths.Summary} was not written by this program: build the catalog again into an empty folder.", e);
        }
    }

    /// <summary>The entry of a ref; null if the catalog does not have it.</summary>
    public IndexEntry? Find(EntityRef reference) => IndexOf(Shard.Of(reference.ToString())).GetValueOrDefault(reference);

    public IReadOnlyDictionary<EntityRef, IndexEntry> Index(string shard) => IndexOf(shard);

    /// <summary>Every entry of the index, shard by shard; within a shard by ref.</summary>
    public IEnumerable<IndexEntry> AllEntries() => ShardsOf(ArtifactPaths.Index).SelectMany(s => IndexOf(s).Values);

    /// <summary>A source; null if the catalog was not built from it.</summary>
    public SourceRecord? Source(string name) => SourcesOf(Shard.Of(name)).GetValueOrDefault(name) is SourceLine.Whole(var record) ? record : null;

    /// <summary>Every source, in ordinal order of names.</summary>
    public IReadOnlyList<SourceRecord> AllSources() => _allSources.Value;

    /// <summary>A file of a source; null if the catalog was not built from it.</summary>
    public FileRecord? File(string source, string path) => File(FileRecord.KeyOf(source, path));

    /// <summary>A file by its key; null if the catalog was not built from it.</summary>
    internal FileRecord? File(string key) => SourcesOf(Shard.Of(key)).GetValueOrDefault(key) is SourceLine.OneFile(var record) ? record : null;

    /// <summary>A repository that Locations refer to; null if there is none.</summary>
    internal LinkedRepository? Linked(string repository) =>
        SourcesOf(Shard.Of(LinkedRepository.KeyOf(repository))).GetValueOrDefault(LinkedRepository.KeyOf(repository)) is SourceLine.Linked(var linked)
            ? linked
            : null;

    /// <summary>Every file of a source, in no particular order.</summary>
    public IEnumerable<FileRecord> AllFiles(string source) =>
        _files.Value[source];

    /// <summary>The findings about an entity or a file.</summary>
    /// <param name="key">A ref, or <see cref="FileRecord.Key"/>.</param>
    public IReadOnlyList<RecordedFinding> Findings(string key) => FindingsOf(Shard.Of(key)).GetValueOrDefault(key)?.Findings ?? [];

    public IEnumerable<FindingsLine> AllFindings() => ShardsOf(ArtifactPaths.Findings).SelectMany(s => FindingsOf(s).Values);

    /// <summary>The descriptor of an entity; null if it does not exist.</summary>
    public ReadOnlyMemory<byte>? Descriptor(EntityRef reference) =>
        _tree.Read(ArtifactPaths.Entity(reference), LargestShard) is FileContent.Whole { Bytes: var bytes } ? bytes : null;

    /// <summary>The raw bytes of the existing shards of a folder.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Bytes(string folder) => ShardsOf(folder).Select(shard => Bytes(folder, shard));

    internal Dictionary<EntityRef, IndexEntry> IndexOf(string shard) =>
        _index.GetOrAdd(shard, s => Shards.ReadIndex(Bytes(ArtifactPaths.Index, s), Refs).ToDictionary(e => e.Ref));

    internal Dictionary<string, SourceLine> SourcesOf(string shard) =>
        _sources.GetOrAdd(shard, s => Shards.ReadSources(Bytes(ArtifactPaths.Sources, s)).ToDictionary(l => l.Key, StringComparer.Ordinal));

    internal Dictionary<string, FindingsLine> FindingsOf(string shard) =>
        _findings.GetOrAdd(shard, s => Shards.ReadFindings(Bytes(ArtifactPaths.Findings, s)).ToDictionary(l => l.Key, StringComparer.Ordinal));

    /// <summary>The names of the existing shards of a folder, in order.</summary>
    internal IEnumerable<string> ShardsOf(string folder) =>
        Summary.Shards.Keys.Where(p => p.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(p => p[(folder.Length + 1)..(folder.Length + 3)])
            .Order(StringComparer.Ordinal);

    private ReadOnlyMemory<byte> Bytes(string folder, string shard)
    {
        var path = $"{folder}/{shard}.json";
        if (!Summary.Shards.TryGetValue(path, out var blob))
        {
            return default;
        }

        return _tree.Read(path, LargestShard) is FileContent.Whole { Bytes: var bytes } && BlobId.Of(bytes.Span) == blob
            ? bytes
            : throw new ArtifactException(
                $"{path} does not match {ArtifactPaths.Summary}: the catalog was changed by hand, or is incomplete. Build it again into an empty folder.");
    }
}
