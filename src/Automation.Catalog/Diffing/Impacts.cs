using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Diffing;

/// <summary>
/// Finds the entities that depend on removed entities. Directly: every entity that refers to it by any relation, because its owner has to edit that
/// reference. Beyond that, only runtime dependencies are followed: <c>dependsOn</c>, <c>consumesApi</c>, and
/// from an API to the component that provides it. A component without its system still runs, and so does what depends on it.
/// </summary>
internal sealed class Impacts(StoredCatalog after)
{
    private const int MostDependents = 1_000;

    // For all removals together: a removed department must not cause a walk through the whole catalog for each of its parts.
    private const int MostSteps = 100_000;

    private readonly RelationTypes _types = new(after.Summary.ExtraRelations);
    private int _steps;

    public IReadOnlyList<RemovalImpact> Of(IEnumerable<EntryChange> removed, CancellationToken cancellationToken) =>
        [.. removed.Select(e => Of(e, cancellationToken)).Where(i => i.Dependents.Count > 0 || i.IsCut).OrderByDescending(i => i.Dependents.Count)];

    private RemovalImpact Of(EntryChange removed, CancellationToken cancellationToken)
    {
        var found = new Dictionary<EntityRef, Dependent>();
        var (followed, open, isCut) = (new HashSet<EntityRef> { removed.After.Ref }, new Queue<(EntityRef Ref, int Depth)>(), false);
        Take(removed.After.Ref, 1, First(removed));
        while (!isCut && open.TryDequeue(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(next.Ref, next.Depth + 1, after.Find(next.Ref)?.AllRelations().Where(r => IsFollowed(r.Type)) ?? []);
        }

        return new RemovalImpact(
            NamedEntity.Of(removed.Before), [.. found.Values.OrderBy(d => d.Depth).ThenBy(d => d.Entity.Ref.ToString(), StringComparer.Ordinal)], isCut);

        void Take(EntityRef from, int depth, IEnumerable<NamedRelation> relations)
        {
            foreach (var (type, target) in relations)
            {
                if (found.Count == MostDependents || ++_steps > MostSteps)
                {
                    isCut = true;
                    return;
                }

                if (target == removed.After.Ref || after.Find(target) is not { Exists: true } entry)
                {
                    continue;
                }

                found.TryAdd(target, new Dependent(NamedEntity.Of(entry), depth, _types.InverseOf(type) ?? type, from));
                if (IsFollowed(type) && followed.Add(target))
                {
                    open.Enqueue((target, depth));
                }
            }
        }
    }

    // Entities that still refer to it, and entities that depended on it by its own relations, which are removed with it.
    private IEnumerable<NamedRelation> First(EntryChange removed) =>
        removed.After.Incoming.Concat(removed.Before.Relations.Select(r => r.Named).Where(r => IsFollowed(r.Type) && !HasAnotherProvider(r)));

    private bool HasAnotherProvider(NamedRelation relation) =>
        relation.Type == "providesApi"
            && after.Find(relation.Target)?.AllRelations().Any(r => r.Type == "apiProvidedBy" && after.Find(r.Target) is { Exists: true }) == true;

    // From a dependency to its dependents.
    private static bool IsFollowed(string type) => type is "dependencyOf" or "apiConsumedBy" or "providesApi";
}
