using System.Security.Cryptography;
using System.Text;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <summary>Turns a draft into the files of the artifact that differ from the previous ones.</summary>
internal sealed class ArtifactStep(CatalogDraft draft, StitchSettings settings)
{
    private const string KindOfLocations = "location";

    private readonly CatalogSummary _before = draft.PreviousCatalog.Summary;
    private readonly Dictionary<string, string> _shards = new(draft.PreviousCatalog.Summary.Shards, StringComparer.Ordinal);
    private readonly List<TreeChange> _changes = [];

    public StitchOutcome Run()
    {
        var index = draft.Index.Touched().ToList();
        WriteShards(index);
        WriteLocations(index);
        _changes.AddRange(draft.Descriptors);

        var summary = Summary();
        if (summary.Root != _before.Root || summary.Settings != _before.Settings)
        {
            Write(ArtifactPaths.Summary, SummaryJson.Write(summary));
            WriteIfChanged(ArtifactPaths.Page, CatalogPage.Write);
            WriteIfChanged(ArtifactPaths.RootLocation, ArtifactLocations.Root);
            WriteIfChanged(ArtifactPaths.BackstageConfiguration, ArtifactLocations.Configuration);
        }

        _changes.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return new StitchOutcome(summary, _changes);

        void WriteIfChanged(string path, Func<CatalogSummary, string> text)
        {
            var now = text(summary);
            if (draft.PreviousCatalog.IsEmpty || _before.Format != CatalogSummary.CurrentFormat || now != text(_before))
            {
                Write(path, Encoding.UTF8.GetBytes(now));
            }
        }
    }

    private void WriteShards(IReadOnlyList<TouchedShard<IndexEntry>> index)
    {
        var shards = index.Select(s => new PendingShard(ArtifactPaths.IndexShard(s.Shard), s.IsEmpty ? null : () => Shards.Write(s.Content)))
            .Concat(draft.Sources.Touched().Select(s => new PendingShard(ArtifactPaths.SourceShard(s.Shard), s.IsEmpty ? null : () => Shards.Write(s.Content))))
            .Concat(draft.Findings.Touched()
                .Select(s => new PendingShard(ArtifactPaths.FindingShard(s.Shard), s.IsEmpty ? null : () => Shards.Write(s.Content))))
            .ToArray();
        var written = new byte[]?[shards.Length];
        SideBySide.For(shards.Length, CatalogDraft.Few, i => written[i] = shards[i].Write?.Invoke());
        for (var i = 0; i < shards.Length; i++)
        {
            Put(shards[i].Path, written[i]);
        }
    }

    private void WriteLocations(IReadOnlyList<TouchedShard<IndexEntry>> index)
    {
        var shards = draft.Index.Set.Keys.Where(r => r.Kind != KindOfLocations && Exists(draft.Index.Previous(r)) != Exists(draft.Index.Find(r)))
            .Select(r => Shard.Of(r.ToString()))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var touched in index.Where(t => shards.Contains(t.Shard)))
        {
            var (shard, entities) = (touched.Shard, touched.Content.Where(e => e.Exists && e.Ref.Kind != KindOfLocations).Select(e => e.Ref).ToList());
            Put(ArtifactPaths.LocationShard(shard), entities.Count == 0 ? null : Encoding.UTF8.GetBytes(ArtifactLocations.Shard(shard, entities)));
        }
    }

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
        var entities = new Dictionary<string, int>(_before.Entities, StringComparer.Ordinal);
        var (relations, stale) = (_before.Relations, _before.Stale);
        foreach (var (reference, now) in draft.Index.Set)
        {
            var old = draft.Index.Previous(reference);
            Add(entities, reference.Kind, (Exists(now) ? 1 : 0) - (Exists(old) ? 1 : 0));
            relations += RelationsOf(now) - RelationsOf(old);
            stale += StaleOf(now) - StaleOf(old);
        }

        var findings = new Dictionary<string, int>(_before.Findings, StringComparer.Ordinal);
        foreach (var (key, now) in draft.Findings.Set)
        {
            Count(findings, now, 1);
            Count(findings, draft.Findings.Previous(key), -1);
        }

        int Counted(int before, Func<SourceLine?, bool> isOne) =>
            before + draft.Sources.Set.Values.Count(isOne) - draft.Sources.Set.Keys.Count(k => isOne(draft.Sources.Previous(k)));
        return new CatalogSummary
        {
            Settings = settings.Digest,
            Entities = entities,
            Relations = relations,
            Findings = findings,
            Stale = stale,
            Sources = Counted(_before.Sources, line => line is SourceLine.Whole),
            Skeletons = Counted(_before.Skeletons, line => line is SourceLine.OneFile { Record.IsSkeleton: true }),
            ExtraRelations = settings.ExtraRelations,
            Shards = _shards,
            Root = Root(),
            Overview = new OverviewStep(draft).Run(),
        };
    }

    private string Root() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(_shards.Keys.Order(StringComparer.Ordinal)
            .Select(path => $"{path} {_shards[path]}\n")))));

    private static void Count(Dictionary<string, int> counts, FindingsLine? line, int sign)
    {
        foreach (var finding in line?.Findings ?? [])
        {
            Add(counts, FindingsLine.NameOf(finding.Severity), sign);
        }
    }

    private static void Add(Dictionary<string, int> counts, string key, int number)
    {
        if (number != 0 && (counts[key] = counts.GetValueOrDefault(key) + number) == 0)
        {
            counts.Remove(key);
        }
    }

    private static bool Exists(IndexEntry? entry) => entry?.Exists == true;

    private static int RelationsOf(IndexEntry? entry) => entry is { Exists: true } ? entry.AllRelations().Count : 0;

    private static int StaleOf(IndexEntry? entry) => entry is { Definitions: [{ Stale: not null }, ..] } ? 1 : 0;

    private sealed record PendingShard(string Path, Func<byte[]>? Write);
}
