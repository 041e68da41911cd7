using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>The details of two entries of the same ref: owner, staleness, winner.</summary>
internal static class EntryDetails
{
    public static IReadOnlyList<OwnerMove> Owners(IEnumerable<EntryChange> entries) =>
        [.. entries.Where(e => e.IsInBoth)
            .Select(e => new OwnerMove(NamedEntity.Of(e.After), NamedEntity.OwnerOf(e.Before), NamedEntity.OwnerOf(e.After)))
            .Where(m => m.From != m.To)];

    public static IReadOnlyList<StaleChange> Stale(IEnumerable<EntryChange> entries) =>
        [.. entries.Where(e => e.After.Exists)
            .Select(e => new StaleChange(NamedEntity.Of(e.After), e.Before.Exists ? e.Before.Definitions[0].Stale : null, e.After.Definitions[0].Stale))
            .Where(s => s.Before?.Cause != s.After?.Cause)];

    public static IReadOnlyList<WinnerChange> Winners(IEnumerable<EntryChange> entries) =>
        [.. entries.Where(e => e.IsInBoth && e.Before.Definitions.Count + e.After.Definitions.Count > 2)
            .Select(e => new WinnerChange(NamedEntity.Of(e.After), e.Before.Definitions[0], e.After.Definitions[0]))
            .Where(w => !IsSameFile(w.From, w.To))];

    /// <summary>Whether two definitions are in the same file; lines move.</summary>
    public static bool IsSameFile(Definition x, Definition y) => (x.Source, x.File) == (y.Source, y.File);
}
