using Automation.Catalog.Processing;
using Automation.Catalog.Relations;
using Automation.Core;

namespace Automation.Catalog.Stitching;

/// <summary>All entities and the relations between them, in both directions. Immutable.</summary>
public sealed class StitchedCatalog
{
    private readonly Dictionary<EntityRef, ProcessedEntity> _entities;
    private readonly Dictionary<EntityRef, List<Relation>> _relations;

    private StitchedCatalog(Dictionary<EntityRef, ProcessedEntity> entities, Dictionary<EntityRef, List<Relation>> relations, IReadOnlyList<Duplicate> duplicates)
    {
        (_entities, _relations, Duplicates) = (entities, relations, duplicates);
        Entities = [.. entities.Values.OrderBy(e => e.Ref.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The entities, by ref, ordinal.</summary>
    public IReadOnlyList<ProcessedEntity> Entities { get; }

    /// <summary>Definitions that lost their ref to another, in the order they came.</summary>
    public IReadOnlyList<Duplicate> Duplicates { get; }

    /// <summary>
    /// Stitches entities. Of several with one ref the first file wins, and within that file the last document, as in Backstage
    /// (specs, catalog §4, "The six cases"); the relations of those that lose do not count.
    /// </summary>
    /// <param name="entities">The entities in the order their sources are declared, then of paths, then of documents.</param>
    public static StitchedCatalog Of(IEnumerable<ProcessedEntity> entities)
    {
        var (winners, losers) = (new Dictionary<EntityRef, ProcessedEntity>(), new List<ProcessedEntity>());
        foreach (var entity in entities)
        {
            if (winners.TryAdd(entity.Ref, entity))
            {
                continue;
            }

            var winner = winners[entity.Ref];
            var isSameFile = winner.Origin.File == entity.Origin.File;
            losers.Add(isSameFile ? winner : entity);
            winners[entity.Ref] = isSameFile ? entity : winner;
        }

        return new StitchedCatalog(winners, RelationsOf(winners.Values), [.. losers.Select(l => new Duplicate(l, winners[l.Ref]))]);
    }

    /// <summary>The entity of a ref; null where there is none.</summary>
    public ProcessedEntity? Find(EntityRef reference) => _entities.GetValueOrDefault(reference);

    /// <summary>The relations that lead from an entity, sorted, distinct; also those that lead to nothing.</summary>
    public IReadOnlyList<Relation> RelationsOf(EntityRef reference) => _relations.GetValueOrDefault(reference) ?? [];

    private static Dictionary<EntityRef, List<Relation>> RelationsOf(IEnumerable<ProcessedEntity> entities)
    {
        var bySource = new Dictionary<EntityRef, List<Relation>>();
        foreach (var relation in entities.SelectMany(e => e.Relations))
        {
            if (!bySource.TryGetValue(relation.Source, out var relations))
            {
                bySource.Add(relation.Source, relations = []);
            }

            relations.Add(relation);
        }

        foreach (var relations in bySource.Values)
        {
            relations.Sort();
            var kept = 0;
            for (var i = 0; i < relations.Count; i++)
            {
                if (i == 0 || relations[i] != relations[kept - 1])
                {
                    relations[kept++] = relations[i];
                }
            }

            relations.RemoveRange(kept, relations.Count - kept);
        }

        return bySource;
    }
}

/// <summary>A definition that lost its ref to another.</summary>
/// <param name="Loser">The one that is not in the catalog.</param>
/// <param name="Winner">The one that is.</param>
public sealed record Duplicate(ProcessedEntity Loser, ProcessedEntity Winner);
