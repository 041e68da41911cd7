using System.Collections.Frozen;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Reporting.Model;

namespace Automation.Jobs.Portal.Content;

/// <summary>
/// Everything that pages can be built from: what a reader may see, and nothing else. Pages never filter, and every number is counted from these lists, so that
/// nothing else can reach a page.
/// </summary>
public sealed class PortalCatalog
{
    private readonly FrozenDictionary<EntityRef, PortalEntity> _byRef;
    private readonly Lazy<ILookup<EntityRef, PortalEntity>> _owned;

    internal PortalCatalog(
        IReadOnlyList<PortalEntity> entities, IReadOnlyList<PortalFinding> findings, IReadOnlyList<SourceRecord> sources, IReadOnlyList<RemovedEntity> removed)
    {
        (Entities, Findings, Sources, Removed) = (entities, findings, sources, removed);
        _byRef = entities.ToFrozenDictionary(e => e.Ref);
        _owned = new(() => entities.SelectMany(e => e.Owners.Select(o => (o.Target, Entity: e))).ToLookup(p => p.Target, p => p.Entity));
    }

    /// <summary>The entities, by ref.</summary>
    public IReadOnlyList<PortalEntity> Entities { get; }

    /// <summary>Everything that is wrong, most severe first.</summary>
    public IReadOnlyList<PortalFinding> Findings { get; }

    /// <summary>The sources, by name.</summary>
    public IReadOnlyList<SourceRecord> Sources { get; }

    /// <summary>The entities that the catalog had once, by ref.</summary>
    public IReadOnlyList<RemovedEntity> Removed { get; }

    /// <summary>The clusters whose health is known.</summary>
    public IReadOnlyList<ClusterStatus> Clusters { get; init; } = [];

    /// <summary>Whether the health of services is known at all.</summary>
    public bool HasHealth { get; init; }

    /// <summary>The commits of the catalog, newest first; null if they are not known.</summary>
    public IReadOnlyList<CatalogCommit>? Commits { get; init; }

    /// <summary>How scorecards changed, newest first; empty if that is not known.</summary>
    public IReadOnlyList<ScorePoint> Scores { get; init; } = [];

    public PortalEntity? Find(EntityRef reference) => _byRef.GetValueOrDefault(reference);

    /// <summary>What an owner owns itself, by ref.</summary>
    public IEnumerable<PortalEntity> OwnedBy(EntityRef owner) => _owned.Value[owner];

    /// <summary>What a reader sees who can read only some repositories.</summary>
    public PortalCatalog For(ReadableRepositories readable)
    {
        var hidden = Sources.Where(s => !readable.Contains(s)).ToHashSet();
        if (hidden.Count == 0)
        {
            return Removed.All(r => r.HasSource) ? this : new PortalCatalog(Entities, Findings, Sources, [.. Removed.Where(r => r.HasSource)])
            {
                Clusters = Clusters,
                HasHealth = HasHealth,
                Commits = Commits,
                Scores = Scores,
            };
        }

        var gone = Entities.Where(e => hidden.Contains(e.Definitions[0].Source)).Select(e => e.Ref)
            .Concat(Removed.Where(r => r.IsFrom(hidden)).Select(r => r.Ref)).ToHashSet();
        gone.ExceptWith(Entities.Where(e => !hidden.Contains(e.Definitions[0].Source)).Select(e => e.Ref));
        var names = new HiddenNames(
            [.. gone.SelectMany(HiddenNames.Of), .. hidden.SelectMany(NamesOf)],
            [.. Entities.Where(e => !gone.Contains(e.Ref)).SelectMany(e => HiddenNames.Of(e.Ref)), .. Sources.Except(hidden).SelectMany(NamesOf)]);
        var reader = new ReaderView(hidden, gone, names);
        return new PortalCatalog(
            [.. Entities.Where(e => !gone.Contains(e.Ref)).Select(reader.Of)],
            [.. Findings.Where(reader.Sees).Select(reader.Of)],
            [.. Sources.Except(hidden)],
            [.. Removed.Where(r => !r.IsFrom(hidden)).Select(reader.Of)])
        {
            Clusters = Clusters,
            HasHealth = HasHealth,

            // Which commits there are would show that something else changed; earlier numbers count what the reader cannot read.
            Commits = null,
        };
    }

    /// <summary>What anyone on the internet may see: no health, no addresses of people, no history of the catalog.</summary>
    /// <param name="readable">The public repositories.</param>
    public PortalCatalog ForEverybody(ReadableRepositories readable)
    {
        var some = For(readable);
        return new PortalCatalog([.. some.Entities.Select(Public)], some.Findings, some.Sources, some.Removed);
    }

    private static PortalEntity Public(PortalEntity entity) => entity with
    {
        Health = null,
        History = null,

        // An owner that is written as an address.
        Codeowners = entity.Codeowners is { } file ? file with { Owners = [.. file.Owners.Where(o => o.StartsWith('@'))] } : null,
        Read = new(
            () => entity.Details with
            {
                Links = [.. entity.Details.Links.Where(l => !l.Address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))],
            },
            LazyThreadSafetyMode.PublicationOnly),
    };

    private static IEnumerable<string> NamesOf(SourceRecord source) => source.Repository is { } repository
        ? [source.Name, repository, repository[(repository.IndexOf('/', StringComparison.Ordinal) + 1)..], repository[(repository.LastIndexOf('/') + 1)..]]
        : [source.Name];
}
