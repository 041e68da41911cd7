using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Catalog.Stitching;

/// <summary>
/// Keeps a ref with the repository that defines it until a takeover by another is confirmed. The other one may be older and so have priority, or the first
/// may have stopped defining it; then its last definition stays, marked stale. A source whose repository is not known is not another repository.
/// </summary>
internal sealed class Takeovers(CatalogDraft draft, StitchSettings settings)
{
    /// <summary>The finding about a waiting takeover, at the definition that would take over.</summary>
    public static RecordedFinding Waits(EntityRef reference, Definition holder, Definition other) =>
        RecordedFinding.Of(
            StitchRules.TakeoverWaits,
            $"{reference} belongs to {holder.Source}, and {other.Source} would take it over. If the entity is moving, build once with '--confirm-takeover "
            + $"{reference}'. If not, remove it from this file, or rename it.",
            other.Source,
            other.File,
            other.Line);

    /// <summary>Definitions without earlier decisions: without those that are only kept, and without the marks of waiting ones.</summary>
    public static IEnumerable<Definition> Undecided(IEnumerable<Definition> definitions) =>
        definitions.Where(d => d.Stale?.Cause != StaleCause.Takeover).Select(d => d.TakeoverWaits ? d with { TakeoverWaits = false } : d);

    /// <summary>The waiting refs whose takeover is now confirmed.</summary>
    public IEnumerable<EntityRef> Confirmed() =>
        settings.ConfirmedTakeovers.Count == 0
            ? []
            : draft.PreviousCatalog.AllEntries().Where(e => e.Definitions.Any(d => d.TakeoverWaits && IsConfirmed(e.Ref, d))).Select(e => e.Ref);

    /// <summary>Moves the winning definition to the front.</summary>
    /// <param name="before">The catalog so far.</param>
    /// <param name="candidates">All current definitions, in order; at least one.</param>
    public void Hold(IndexEntry before, List<DefinedEntity> candidates)
    {
        if (settings.AsBackstage || !before.Exists)
        {
            return;
        }

        var holder = before.Definitions[0];
        if (!IsOtherRepository(holder, candidates[0].Definition) || IsConfirmed(before.Ref, candidates[0].Definition))
        {
            return;
        }

        var other = candidates[0].Definition;
        candidates[0] = candidates[0] with { Definition = other with { TakeoverWaits = true } };
        var own = candidates.FindIndex(c => !IsOtherRepository(holder, c.Definition));
        var kept = own < 0 ? new DefinedEntity(holder with { Stale = WithoutDefinition(holder, other) }, null) : candidates[own];
        if (own >= 0)
        {
            candidates.RemoveAt(own);
        }

        candidates.Insert(0, kept);
    }

    private Staleness WithoutDefinition(Definition holder, Definition other) =>
        holder.Stale is { Cause: StaleCause.Takeover } since
            ? since
            : new Staleness(
                StaleCause.Takeover,
                $"{holder.Source} no longer defines it, and the takeover by {other.Source} is not confirmed.",
                draft.Source(holder.Source)?.Commit ?? "");

    private bool IsConfirmed(EntityRef reference, Definition other) =>
        settings.ConfirmedTakeovers.Contains(reference.ToString()) || settings.ConfirmedTakeovers.Contains(other.Source);

    // A ref stays held even if the record of its source was removed.
    private bool IsOtherRepository(Definition holder, Definition other)
    {
        if (holder.Source == other.Source)
        {
            return false;
        }

        var (from, to) = (draft.PreviousCatalog.Source(holder.Source), draft.Source(other.Source));
        return from is null ? holder.Stale?.Cause == StaleCause.Takeover
            : from.RepositoryId is { } id && to?.RepositoryId is { } otherId ? id != otherId
            : !string.Equals(from.Repository, to?.Repository, StringComparison.OrdinalIgnoreCase);
    }
}
