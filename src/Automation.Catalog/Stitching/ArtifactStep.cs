using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Automation.Catalog.Artifact;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <summary>Turns a draft into the files of the artifact that differ from the previous ones.</summary>
internal sealed class ArtifactStep(CatalogDraft draft, StitchSettings settings)
{
    private const string KindOfLocations = "location";

    private readonly CatalogSummary _before = draft.PreviousCatalog.Summary;
    private readonly SortedDictionary<string, string> _shards = new(draft.PreviousCatalog.Summary.Shards.ToDictionary(), StringComparer.Ordinal);
    private readonly List<TreeChange> _changes = [];

    public StitchOutcome Run()
    {
        WriteShards();
        WriteLocations();
        foreach (var (reference, yaml) in draft.Descriptors)
        {
            _changes.Add(new TreeChange(ArtifactPaths.Entity(reference), yaml));
        }

        var summary = Summary();
        if (summary.Root != _before.Root || summary.Settings != _before.Settings)
        {
            Write(ArtifactPaths.Summary, [.. JsonSerializer.SerializeToUtf8Bytes(summary, ArtifactJson.Indented.CatalogSummary), (byte)'\n']);
            WriteIfChanged(ArtifactPaths.Page, CatalogPage.Write);
            WriteIfChanged(ArtifactPaths.RootLocation, ArtifactLocations.Root);
            WriteIfChanged(ArtifactPaths.BackstageConfiguration, ArtifactLocations.Configuration);
        }

        _changes.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return new StitchOutcome(summary, _changes);

        void WriteIfChanged(string path, Func<CatalogSummary, string> text)
        {
            var now = text(summary);
            if (draft.PreviousCatalog.IsEmpty || now != text(_before))
            {
                Write(path, Encoding.UTF8.GetBytes(now));
            }
        }
    }

    private void WriteShards()
    {
        var shards = draft.Index.Touched().Select(s => (Path: ArtifactPaths.IndexShard(s.Shard), s.Content.Count, Bytes: (Func<byte[]>)(() => IndexJson.Write(s.Content.Select(c => c.Value)))))
            .Concat(draft.Sources.Touched().Select(s => (Path: ArtifactPaths.SourceShard(s.Shard), s.Content.Count, Bytes: (Func<byte[]>)(() => Shards.WriteSources(s.Content)))))
            .Concat(draft.Findings.Touched().Select(s => (Path: ArtifactPaths.FindingShard(s.Shard), s.Content.Count, Bytes: (Func<byte[]>)(() => Shards.WriteFindings(s.Content)))))
            .ToList();
        foreach (var (path, bytes) in shards.AsParallel().AsOrdered().Select(s => (s.Path, s.Count == 0 ? null : s.Bytes())))
        {
            Put(path, bytes);
        }
    }

    private void WriteLocations()
    {
        var shards = draft.Index.Set.Where(s => s.Key.Kind != KindOfLocations && Exists(draft.Index.Previous(s.Key)) != Exists(s.Value)).Select(s => Shard.Of(s.Key.ToString())).Distinct().ToList();
        foreach (var shard in shards)
        {
            var entities = draft.PreviousCatalog.IndexOf(shard).Values.Where(e => !draft.Index.Set.ContainsKey(e.Ref))
                .Concat(InShard(shard))
                .Where(e => e.Exists && e.Ref.Kind != KindOfLocations)
                .Select(e => e.Ref)
                .OrderBy(r => r.ToString(), StringComparer.Ordinal)
                .ToList();
            Put(ArtifactPaths.LocationShard(shard), entities.Count == 0 ? null : Encoding.UTF8.GetBytes(ArtifactLocations.Shard(shard, entities)));
        }
    }

    private ILookup<string, IndexEntry>? _set;

    private IEnumerable<IndexEntry> InShard(string shard) =>
        (_set ??= draft.Index.Set.Values.OfType<IndexEntry>().ToLookup(e => Shard.Of(e.Ref.ToString())))[shard];

    private void Put(string path, byte[]? bytes)
    {
        var blob = bytes is null ? null : BlobId.Of(bytes);
        if (_shards.GetValueOrDefault(path) == blob)
        {
            return;
        }

        if (blob is null)
        {
            _shards.Remove(path);
            _changes.Add(new TreeChange(path, null));
        }
        else
        {
            _shards[path] = blob;
            Write(path, bytes!);
        }
    }

    private void Write(string path, byte[] bytes) => _changes.Add(new TreeChange(path, bytes));

    private CatalogSummary Summary()
    {
        var entities = new SortedDictionary<string, int>(_before.Entities.ToDictionary(), StringComparer.Ordinal);
        var (relations, stale) = (_before.Relations, _before.Stale);
        foreach (var (reference, now) in draft.Index.Set)
        {
            var old = draft.Index.Previous(reference);
            Add(entities, reference.Kind, (Exists(now) ? 1 : 0) - (Exists(old) ? 1 : 0));
            relations += RelationsOf(now) - RelationsOf(old);
            stale += StaleOf(now) - StaleOf(old);
        }

        var findings = new SortedDictionary<string, int>(_before.Findings.ToDictionary(), StringComparer.Ordinal);
        foreach (var (key, now) in draft.Findings.Set)
        {
            foreach (var (list, sign) in new[] { (now, 1), (draft.Findings.Previous(key), -1) })
            {
                foreach (var finding in list ?? [])
                {
                    Add(findings, Shards.NameOf(finding.Severity), sign);
                }
            }
        }

        var sources = _before.Sources + draft.Sources.Set.Sum(s => (IsSource(s.Value) ? 1 : 0) - (IsSource(draft.Sources.Previous(s.Key)) ? 1 : 0));
        return new CatalogSummary
        {
            Settings = settings.Digest,
            Entities = entities,
            Relations = relations,
            Findings = findings,
            Stale = stale,
            Sources = sources,
            ExtraRelations = settings.ExtraRelations,
            Shards = _shards,
            Root = Root(),
            Overview = new OverviewStep(draft).Run(),
        };
    }

    private string Root() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(_shards.Select(s => $"{s.Key} {s.Value}\n")))));

    private static void Add(SortedDictionary<string, int> counts, string key, int number)
    {
        if (number != 0 && (counts[key] = counts.GetValueOrDefault(key) + number) == 0)
        {
            counts.Remove(key);
        }
    }

    private static bool Exists(IndexEntry? entry) => entry?.Exists == true;

    private static int RelationsOf(IndexEntry? entry) => entry is { Exists: true } ? entry.AllRelations().Count : 0;

    private static int StaleOf(IndexEntry? entry) => entry is { Definitions: [{ Stale: not null }, ..] } ? 1 : 0;

    private static bool IsSource(SourceLine? line) => line is { Path: null };
}
