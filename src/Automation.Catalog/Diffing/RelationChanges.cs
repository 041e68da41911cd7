using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Diffing;

/// <summary>
/// Finds relations that differ: those that a definition adds or removes, and those to an entity that was added or removed. The
/// entities of the latter need not have changed at all.
/// </summary>
internal sealed class RelationChanges(StoredCatalog before, StoredCatalog after, IReadOnlyList<RenamedEntity> renamed)
{
    private readonly RelationTypes _types = new(before.Summary.ExtraRelations.Concat(after.Summary.ExtraRelations)
        .DistinctBy(t => t.Key)
        .ToDictionary(StringComparer.Ordinal));
    private readonly Dictionary<(EntityRef, string, EntityRef), RelationChange> _changes = [];
    private readonly Dictionary<EntityRef, EntityRef> _formerNames = renamed.ToDictionary(r => r.To.Ref, r => r.From.Ref);
    private readonly Dictionary<EntityRef, EntityRef> _newNames = renamed.ToDictionary(r => r.From.Ref, r => r.To.Ref);

    public IReadOnlyList<RelationChange> Of(IEnumerable<EntryChange> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var relation in entry.Before.Relations.Concat(entry.After.Relations).Select(r => r.Named))
            {
                Add(entry.After.Ref, relation.Type, relation.Target);
            }

            if (!entry.IsInBoth)
            {
                foreach (var relation in entry.Before.Incoming.Concat(entry.After.Incoming))
                {
                    AddIncoming(entry.After.Ref, relation);
                }
            }
        }

        var changes = _changes.Values.Where(c => c.Before != c.After && !IsCarriedOver(c)).ToList();
        changes.Sort(RelationChange.Compare);
        return changes;
    }

    private void AddIncoming(EntityRef target, NamedRelation relation)
    {
        if (_types.InverseOf(relation.Type) is { } type)
        {
            Add(relation.Target, type, target);
        }
    }

    private void Add(EntityRef source, string type, EntityRef target)
    {
        if (_changes.ContainsKey((source, type, target)))
        {
            return;
        }

        var (old, now) = (before.Find(source), after.Find(source));
        if ((now is { Exists: true } ? now : old is { Exists: true } ? old : null) is { } holder)
        {
            var named = new NamedRelation(type, target);
            _changes.Add((source, type, target), new RelationChange(source, type, target, StateIn(before, old, named), StateIn(after, now, named))
            {
                Holder = NamedEntity.Of(holder),
                IsHolderGone = now is not { Exists: true },
                Line = holder.Relations.FirstOrDefault(r => r.Named == named)?.Line ?? 0,
            });
        }
    }

    // A renamed entity keeps its references: one that was broken before is not broken by the rename.
    private bool IsCarriedOver(RelationChange change) => (change.Before, change.After) switch
    {
        (RelationState.Absent, RelationState.Dangles) => _formerNames.TryGetValue(change.Source, out var former) && Dangles(before, former, change),
        (RelationState.Dangles, RelationState.Absent) => _newNames.TryGetValue(change.Source, out var name) && Dangles(after, name, change),
        _ => false,
    };

    private static bool Dangles(StoredCatalog catalog, EntityRef source, RelationChange change) =>
        StateIn(catalog, catalog.Find(source), new NamedRelation(change.Type, change.Target)) == RelationState.Dangles;

    private static RelationState StateIn(StoredCatalog catalog, IndexEntry? source, NamedRelation relation) =>
        source is null || !source.Relations.Any(r => r.Named == relation) ? RelationState.Absent
        : catalog.Find(relation.Target) is { Exists: true } ? RelationState.Leads
        : RelationState.Dangles;
}
