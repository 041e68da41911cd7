using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Reporting.Model;

namespace Automation.Jobs.Sources;

/// <summary>Turns the difference of two catalogs into a report.</summary>
/// <param name="sources">Finds a source, for links to its repository.</param>
/// <param name="own">The source of the repository whose change it is; null if the change is not of a single source.</param>
internal sealed class CatalogChangeOf(Func<string, SourceRecord?> sources, OwnSource? own = null)
{
    public CatalogChange Diff(CatalogDiff diff)
    {
        var relations = diff.Relations.Select(Relation).ToList();
        var effects = diff.Impacts.Select(Effect).ToList();
        var renamed = diff.Renamed.Select(r => new RenameEdit(Entity(r.From), Entity(r.To))).ToList();
        return new CatalogChange(Counts(diff.Before), Counts(diff.After))
        {
            Added = [.. diff.Added.Select(Entity)],
            Removed = [.. diff.Removed.Select(Entity)],
            Renamed = renamed,
            Changed =
            [
                .. diff.Changed.Select(
                    c =>
                        new EntityEdit(
                            Entity(c.Entity),
                            [.. c.Fields.Select(f => new FieldEdit(f.Pointer, f.Old, f.New))],
                            c.MoreFields,
                            c.MovedFrom is null ? null : Place(c.MovedFrom))),
            ],
            Relations = relations,
            Owners = [.. diff.Owners.Select(o => new OwnerEdit(Entity(o.Entity), o.From?.ToString(), o.To?.ToString()))],
            Effects = effects,
            Acting = new ActingOwners(diff.Removed.Select(e => e.Ref.ToString()), renamed).Of(relations, effects),
            Stale = [.. diff.Stale.Select(s => new StaleEdit(Entity(s.Entity), s.Before?.Reason, s.After?.Reason))],
            Winners = [.. diff.Winners.Select(w => new WinnerEdit(Entity(w.Entity), Place(w.From), Place(w.To)))],
            NewFindings = [.. diff.NewFindings.Select(Finding)],
            GoneFindings = [.. diff.GoneFindings.Select(Finding)],
            Surroundings = [.. diff.Surroundings.Select(r => new RelationLine(r.Source.ToString(), r.Type, r.Target.ToString()))],
        };
    }

    private static CatalogCounts Counts(CatalogSummary summary) =>
        new(summary.Entities.Values.Sum(), summary.Relations, summary.Findings.Values.Sum(), summary.Stale);

    private CatalogEntity Entity(NamedEntity entity) => new(entity.Ref.ToString(), entity.Title, entity.Owner?.ToString(), Place(entity.Place));

    private CatalogPlace Place(Definition definition) => Place(definition.Source, definition.File, definition.Line);

    private CatalogPlace Place(string source, string file, int line) => new(source, file, line)
    {
        Page = sources(source)?.PageOf(file),
        IsOwn = own?.TreePathOf(source, file) is not null,
    };

    private RelationEdit Relation(RelationChange change) =>
        new(Entity(change.Holder), change.Type, change.Target.ToString(), End(change.Before), End(change.After), change.Line)
        {
            IsHolderGone = change.IsHolderGone,
        };

    private static RelationEnd End(RelationState state) => state switch
    {
        RelationState.Leads => RelationEnd.Leads,
        RelationState.Dangles => RelationEnd.Dangles,
        _ => RelationEnd.Absent,
    };

    private RemovalEffect Effect(RemovalImpact impact) =>
        new(
            Entity(impact.Removed),
            [.. impact.Dependents.Select(d => new AffectedEntity(Entity(d.Entity), d.Depth, d.Relation, d.Through.ToString()))],
            !impact.IsCut);

    private CatalogFinding Finding(RecordedFinding finding) =>
        new(finding.Rule, finding.Severity, finding.Message, Place(finding.Source, finding.File, finding.Line));
}

/// <summary>
/// Finds who must act because of a change: owners of broken references, and of entities that depend on what is removed. If the change removes an
/// owner itself, its new name is used if it was renamed, otherwise the owner of the entity's source.
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
