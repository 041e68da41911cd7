using Automation.Catalog.Artifact;
using Automation.Catalog.Relations;
using Automation.Core;

namespace Automation.Catalog.Stitching;

/// <summary>Brings the other end of each relation in line with what definitions say now.</summary>
internal sealed class RelationStep(CatalogDraft draft, RelationTypes before, RelationTypes after)
{
    private readonly Dictionary<EntityRef, (HashSet<NamedRelation> Gone, List<NamedRelation> New)> _ends = [];

    public void Run(IEnumerable<(EntityRef Ref, IReadOnlyList<OwnRelation> Before, IReadOnlyList<OwnRelation> After)> changes)
    {
        foreach (var (source, old, now) in changes)
        {
            Collect(source, old, now);
        }

        foreach (var (target, (gone, added)) in _ends)
        {
            var entry = draft.Entry(target);
            var incoming = entry.Incoming.Where(r => !gone.Contains(r)).Concat(added).Distinct().ToList();
            incoming.Sort();
            draft.Put(entry with { Incoming = incoming });
        }
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

    private (HashSet<NamedRelation> Gone, List<NamedRelation> New) EndsOf(EntityRef target)
    {
        if (!_ends.TryGetValue(target, out var ends))
        {
            _ends.Add(target, ends = ([], []));
        }

        return ends;
    }
}
