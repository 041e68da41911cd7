using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Jobs.Documents;
using Automation.Jobs.Health.Stored;
using Automation.Jobs.Rules;
using Automation.Jobs.Scorecards;

namespace Automation.Jobs.Portal.Content;

/// <summary>Reads everything that the portal can show: from the catalog, from the health of its services, and from the catalog's history.</summary>
/// <param name="catalog">The catalog.</param>
public sealed class ReadPortal(StoredCatalog catalog)
{
    private readonly Dictionary<string, SourceRecord> _sources = catalog.AllSources().ToDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The health of services; null if it is not known.</summary>
    public StoredHealth? Health { get; init; }

    /// <summary>The time at which health is shown: a reading that is too old by then is unknown.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The history of the catalog; null if it is not known.</summary>
    public CatalogHistory? History { get; init; }

    /// <summary>The documentation beside the catalog; null for none.</summary>
    public StoredDocuments? Documents { get; init; }

    /// <summary>What scorecards count of repositories, beside the catalog; null for nothing.</summary>
    public StoredFacts? Facts { get; init; }

    /// <summary>All of it. A reader gets <see cref="PortalCatalog.For"/>.</summary>
    public PortalCatalog Run(CancellationToken cancellationToken)
    {
        var entries = catalog.AllEntries().Where(e => e is { Exists: true, Fields: not null } && _sources.ContainsKey(e.Definitions[0].Source))
            .OrderBy(e => e.Ref.ToString(), StringComparer.Ordinal).ToList();
        var existing = entries.Select(e => e.Ref).ToHashSet();
        var findings = new PlacedFindings(entries, existing, _sources, RuleReference.ById).Of(catalog.AllFindings());
        var byEntity = findings.Where(f => f.Entity is not null).ToLookup(f => f.Entity!);
        var documented = (Documents?.AllSources(cancellationToken) ?? []).ToDictionary(
            s => s.Source, s => s.Entities.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var facts = new RepositoryFacts(Facts?.All() ?? [], catalog, cancellationToken);
        var entities = new List<PortalEntity>(entries.Count);
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var documents = documented.GetValueOrDefault(entry.Definitions[0].Source);
            entities.Add(Entity(entry, existing) with
            {
                Findings = [.. byEntity[entry.Ref]],
                KeepsFacts = facts.Has(entry.Definitions[0].Source),
                Codeowners = facts.CodeownersOf(entry),
                Template = facts.TemplateOf(entry),
                KeepsDocuments = documents is not null,
                ReadDocuments = documents?.Contains(entry.Ref.ToString()) == true ? new(() => DocumentsOf(entry), LazyThreadSafetyMode.PublicationOnly) : null,
            });
        }

        return new PortalCatalog(entities, findings, catalog.AllSources(), Removed(existing))
        {
            HasHealth = Health is not null,
            Clusters = Health?.Clusters(Now) ?? [],
            Commits = History?.Commits,
            Scores = History?.Scores ?? [],
        };
    }

    // Documentation of a definition that is not in use any more is not shown: its readers are others.
    private EntityDocuments? DocumentsOf(IndexEntry entry) =>
        Documents!.Find(entry.Ref) is { } documents && documents.Source == entry.Definitions[0].Source ? documents : null;

    private PortalEntity Entity(IndexEntry entry, HashSet<EntityRef> existing)
    {
        // A failure is not kept: the files of a catalog on GitHub may be readable the next time.
        var details = new Lazy<EntityDetails>(() => EntityDetails.Of(entry.Ref, catalog), LazyThreadSafetyMode.PublicationOnly);
        var isPeople = entry.Ref.Kind is "group" or "user";
        var fields = isPeople && entry.Fields!.Title is null ? entry.Fields with { Title = details.Value.DisplayName } : entry.Fields!;
        return new PortalEntity(entry.Ref, fields)
        {
            Read = details,
            Definitions =
            [
                .. entry.Definitions.Where(d => _sources.ContainsKey(d.Source)).Select(d => new PortalDefinition(_sources[d.Source], d.File, d.Line)
                {
                    Stale = d.Stale is { } stale ? new PortalStale(stale.Reason, stale.Since) : null,
                    TakeoverWaits = d.TakeoverWaits,
                }),
            ],
            Relations = [.. entry.AllRelations().Select(r => new PortalRelation(r.Type, r.Target, existing.Contains(r.Target)))],
            Health = Health?.Find(entry.Ref, Now),
            History = History?.Of(entry.Ref),
        };
    }

    private List<RemovedEntity> Removed(HashSet<EntityRef> existing) =>
    [
        .. (History?.Removed ?? []).Where(r => !existing.Contains(r.Ref))
            .Select(r => r with
            {
                // A source can have been of another repository then.
                HasSource = _sources.Values.Any(s => r.Repository is null
                    ? s.Repository is null && s.Name == r.Source
                    : string.Equals(s.Repository, r.Repository, StringComparison.OrdinalIgnoreCase)),
            })
            .OrderBy(r => r.Ref.ToString(), StringComparer.Ordinal),
    ];
}
