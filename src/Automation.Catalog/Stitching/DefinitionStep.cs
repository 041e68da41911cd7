using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;
using Automation.Core;
using Automation.Core.Trees;

namespace Automation.Catalog.Stitching;

/// <summary>
/// Decides which definition of each ref wins: that of the source that is declared first, then of the first path; within a file the last
/// document, as in Backstage. A waiting definition replaces the one before it if that is removed; from another repository, only after a confirmation.
/// </summary>
internal sealed class DefinitionStep(CatalogDraft draft, StitchInput input, DefinitionChanges changes)
{
    private readonly Dictionary<string, int> _order = OrderOf(input.Settings.Sources);
    private readonly Takeovers _takeovers = new(draft, input.Settings);
    private readonly Dictionary<string, FileReading?> _reread = [];

    /// <summary>Entities whose relations changed, with their earlier relations.</summary>
    public List<ChangedRelations> Related { get; } = [];

    public IReadOnlyList<EntityRef> Decided { get; private set; } = [];

    /// <summary>Refs that were added or removed.</summary>
    public List<EntityRef> CameOrWent { get; } = [];

    /// <summary>Decides for every ref with changes.</summary>
    /// <param name="isOrderNew">Whether the order of sources may have changed: then for every ref that is defined more than once.</param>
    public void Run(bool isOrderNew)
    {
        var contested = isOrderNew ? draft.PreviousCatalog.AllEntries().Where(e => e.Definitions.Count > 1).Select(e => e.Ref) : [];
        Decided = [.. changes.Refs.Union(contested).Union(_takeovers.Confirmed())];
        foreach (var reference in Decided)
        {
            Decide(reference);
        }
    }

    private void Decide(EntityRef reference)
    {
        var before = draft.Entry(reference);
        var candidates = Takeovers.Undecided(before.Definitions.Where(d => !changes.IsReplaced(reference, d)))
            .Select(d => new DefinedEntity(d, null))
            .Concat(changes.Added(reference))
            .ToList();
        candidates.Sort(Compare);
        while (candidates.Count > 0)
        {
            _takeovers.Hold(before, candidates);
            if (Winner(candidates[0], before) is { } entity)
            {
                Keep(before, candidates, entity);
                return;
            }

            candidates.RemoveAt(0);
        }

        Keep(before, candidates, null);
    }

    private void Keep(IndexEntry before, List<DefinedEntity> candidates, Content? winner)
    {
        var after = before with
        {
            Definitions = winner is { IsHidden: true }
                ? []
                : [.. candidates.Select((c, i) => i == 0 && winner is not null ? c.Definition with { Blob = winner.Blob } : c.Definition)],
            Fields = winner is { IsHidden: true } ? null : winner?.Fields,
            Relations = winner?.Relations ?? [],
        };
        draft.Put(after);
        if (before.Exists != after.Exists)
        {
            CameOrWent.Add(before.Ref);
        }

        if (after.Exists && winner?.Yaml is { } yaml && (!before.Exists || before.Definitions[0].Blob != winner.Blob))
        {
            draft.Descriptors.Add(new TreeChange(ArtifactPaths.Entity(before.Ref), yaml));
        }
        else if (before.Exists && !after.Exists)
        {
            draft.Descriptors.Add(new TreeChange(ArtifactPaths.Entity(before.Ref), null));
        }

        if (!before.Relations.SequenceEqual(after.Relations))
        {
            Related.Add(new ChangedRelations(before.Ref, before.Relations, after.Relations));
        }
    }

    // The definition of the first candidate; null if it is no longer known.
    private Content? Winner(DefinedEntity candidate, IndexEntry before)
    {
        if (candidate.Entity is { } entity)
        {
            return new Content(entity.Blob, entity.Fields, entity.Relations, entity.Yaml) { IsHidden = entity.IsHidden };
        }

        var definition = candidate.Definition;
        if (before.Exists && IsSame(before.Definitions[0], definition))
        {
            return new Content(definition.Blob, before.Fields!, before.Relations, null);
        }

        return definition.Stale is null && Reread(before.Ref, definition) is { } again
            ? new Content(again.Blob, again.Fields, again.Relations, again.Yaml)
            : null;
    }

    private ProcessedEntity? Reread(EntityRef reference, Definition definition)
    {
        var key = FileRecord.KeyOf(definition.Source, definition.File);
        if (!_reread.TryGetValue(key, out var file))
        {
            _reread.Add(key, file = input.Sources.Reread(definition.Source, definition.File));
            if (file is null)
            {
                ReadAnew(definition.Source, definition.File);
            }
        }

        return file?.Documents.FirstOrDefault(d => d.Document == definition.Document && d.Entity?.Ref == reference)?.Entity;
    }

    // Its content is not known now: it is kept, and read in the next build in which its source is available.
    private void ReadAnew(string source, string path)
    {
        if (draft.Source(source) is { } record && draft.File(source, path) is { } file)
        {
            draft.Put(record with { IsBehind = true });
            draft.Put(file with { Blob = "" });
        }
    }

    private static bool IsSame(Definition x, Definition y) => (x.Source, x.File, x.Document, x.Blob) == (y.Source, y.File, y.Document, y.Blob);

    private int Compare(DefinedEntity x, DefinedEntity y)
    {
        var source = Order(x.Definition.Source).CompareTo(Order(y.Definition.Source));
        var file = source != 0 ? source : string.CompareOrdinal(x.Definition.File, y.Definition.File);
        return file != 0 ? file : y.Definition.Document.CompareTo(x.Definition.Document);
    }

    private static Dictionary<string, int> OrderOf(IReadOnlyList<string> sources)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < sources.Count; i++)
        {
            order.TryAdd(sources[i], i);
        }

        return order;
    }

    private int Order(string source) => _order.GetValueOrDefault(source, int.MaxValue);

    private sealed record Content(string Blob, EntityFields Fields, IReadOnlyList<OwnRelation> Relations, ReadOnlyMemory<byte>? Yaml)
    {
        public bool IsHidden { get; init; }
    }
}
