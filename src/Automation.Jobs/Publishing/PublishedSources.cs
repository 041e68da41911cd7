using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Jobs.Sources;
using Automation.Jobs.Sources.Declaring;

namespace Automation.Jobs.Publishing;

/// <summary>The sources of one publisher, which may not know all sources of the catalog.</summary>
/// <param name="Declared">The sources, in the order in which they are declared.</param>
public sealed record PublishedSources(IReadOnlyList<DeclaredSource> Declared)
{
    /// <summary>The sources to read; null for all.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>Whether sources in the catalog that are not declared are removed.</summary>
    public bool RemoveOthers { get; init; }

    public IReadOnlySet<string> ConfirmedRemovals { get; init; } = new HashSet<string>();

    /// <summary>As in <see cref="StitchSettings.ConfirmedTakeovers"/>.</summary>
    public IReadOnlySet<string> ConfirmedTakeovers { get; init; } = new HashSet<string>();

    public IReadOnlyList<string> Names { get; } = [.. Declared.Select(s => s.Settings.Name)];

    /// <summary>The sources that are already open, in the same order; null to open them on this machine.</summary>
    public IReadOnlyList<CatalogSource>? Opened { get; init; }

    public OpenSources Open(EntityRefs refs) => new(Opened ?? [.. Declared.Select(s => s.Open(refs))]);

    /// <remarks>
    /// Two publishers that know one source each must not remove the other's. So sources of the catalog that are not declared stay as they were
    /// recorded, and all sources have one order that does not depend on the publisher: the older repository first, by its number on GitHub, so that a new
    /// one cannot take over an entity by its name; then those without a number, in ordinal order of names.
    /// </remarks>
    public RebuildCatalog Rebuild(OpenSources open, StoredCatalog previous)
    {
        var own = DeclaredSource.Digest(Declared);
        var others = previous.Summary.Settings == own ? [] : previous.AllSources().Select(s => s.Name).Except(Names, StringComparer.Ordinal).ToList();
        var isAlone = RemoveOthers || others.Count == 0;
        var ids = Declared.ToDictionary(s => s.Settings.Name, s => s.Settings.RepositoryId, StringComparer.Ordinal);
        long Age(string name) => (ids.GetValueOrDefault(name) ?? previous.Source(name)?.RepositoryId) ?? long.MaxValue;
        IReadOnlyList<string> all = isAlone ? Names : [.. Names.Concat(others).OrderBy(Age).ThenBy(n => n, StringComparer.Ordinal)];
        return new RebuildCatalog(open.All, new StitchSettings
        {
            Sources = all,
            Digest = isAlone ? own : BlobId.Of(string.Join('\n', all)),
            ExtraRelations = isAlone
                ? DeclaredSource.ExtraRelations(Declared)
                : Merged(previous.Summary.ExtraRelations, DeclaredSource.ExtraRelations(Declared)),
            ConfirmedRemovals = RemoveOthers ? ConfirmedRemovals.Concat(others).ToHashSet(StringComparer.Ordinal) : ConfirmedRemovals,
            ConfirmedTakeovers = ConfirmedTakeovers,
        })
        { Only = Only };
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> others, IReadOnlyDictionary<string, string> own) =>
        own.Concat(others).DistinctBy(r => r.Key).ToDictionary(StringComparer.Ordinal);
}
