using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Stitching;

/// <summary>Updates the other end of each relation from the current definitions.</summary>
internal sealed class RelationStep(CatalogDraft draft, RelationTypes before, RelationTypes after)
{
    private readonly Dictionary<EntityRef, Ends> _ends = [];

    public void Run(IEnumerable<ChangedRelations> changes)
    {
        foreach (var change in changes)
        {
            Collect(change.Ref, change.Before, change.After);
        }

        var targets = _ends.Keys.ToArray();
        var entries = new IndexEntry[targets.Length];
        SideBySide.For(targets.Length, CatalogDraft.Few, i => entries[i] = Renewed(draft.Entry(targets[i]), _ends[targets[i]]));
        foreach (var entry in entries)
        {
            draft.Put(entry);
        }
    }

    private static IndexEntry Renewed(IndexEntry entry, Ends ends)
    {
        var incoming = entry.Incoming.Count == 0 ? ends.New : [.. entry.Incoming.Where(r => !ends.Gone.Contains(r)).Concat(ends.New)];
        incoming.Sort();
        SortedRelations.KeepFirst(incoming, (x, y) => x.CompareTo(y) == 0);
        return entry with { Incoming = incoming };
    }

    private void Collect(EntityRef source, IReadOnlyList<OwnRelation> old, IReadOnlyList<OwnRelation> now)
    {
        foreach (var relation in old.Count == 0 ? [] : old.Select(r => r.Named).Except(now.Select(r => r.Named)))
        {
            if (before.InverseOf(relation.Type) is { } inverse)
            {
                EndsOf(relation.Target).Gone.Add(new NamedRelation(inverse, source));
            }
        }

        foreach (var relation in old.Count == 0 ? now.Select(r => r.Named) : now.Select(r => r.Named).Except(old.Select(r => r.Named)))
        {
            if (after.InverseOf(relation.Type) is { } inverse)
            {
                EndsOf(relation.Target).New.Add(new NamedRelation(inverse, source));
            }
        }
    }

    private Ends EndsOf(EntityRef target)
    {
        if (!_ends.TryGetValue(target, out var ends))
        {
            _ends.Add(target, ends = new Ends());
        }

        return ends;
    }

    private sealed class Ends
    {
        public HashSet<NamedRelation> Gone { get; } = [];

        public List<NamedRelation> New { get; } = [];
    }
}

/// <summary>The relations of an entity's definition, before and after.</summary>
internal sealed record ChangedRelations(EntityRef Ref, IReadOnlyList<OwnRelation> Before, IReadOnlyList<OwnRelation> After);
