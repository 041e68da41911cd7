using Automation.Reporting.Model;

namespace Automation.Jobs.Sources;

/// <summary>
/// Finds who must act because of a change: owners of references that lead nowhere, and of entities that depend on what is removed. If the change removes an
/// owner
/// itself, its new name is used if it is renamed, and otherwise the owner of the entity's source.
/// </summary>
internal sealed class ActingOwners(IEnumerable<string> removed, IReadOnlyList<RenameEdit> renamed)
{
    private readonly HashSet<string> _removed = removed.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = renamed.ToDictionary(r => r.From.Ref, r => r.To.Ref, StringComparer.Ordinal);

    public IReadOnlyList<ActingOwner> Of(IReadOnlyList<RelationEdit> relations, IReadOnlyList<RemovalEffect> effects)
    {
        var references = relations.Where(r => r.Breaks).CountBy(r => ActorFor(r.Holder)).ToDictionary();
        var affected = effects.SelectMany(e => e.Dependents)
            .Select(d => d.Entity)
            .DistinctBy(e => e.Ref, StringComparer.Ordinal)
            .CountBy(ActorFor)
            .ToDictionary();
        return [.. references.Keys.Union(affected.Keys)
            .Select(a => new ActingOwner(a.Owner, references.GetValueOrDefault(a), affected.GetValueOrDefault(a)) { Source = a.Source })
            .OrderByDescending(a => a.References)
            .ThenByDescending(a => a.Affected)
            .ThenBy(a => a.Owner, StringComparer.Ordinal)
            .ThenBy(a => a.Source, StringComparer.Ordinal)];
    }

    private Actor ActorFor(CatalogEntity entity) =>
        entity.Owner is not { } owner ? new Actor(null, null)
        : _names.TryGetValue(owner, out var name) ? new Actor(name, null)
        : _removed.Contains(owner) ? new Actor(null, entity.Place.Source)
        : new Actor(owner, null);

    private sealed record Actor(string? Owner, string? Source);
}
