using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Jobs.Portal.Content;

/// <summary>How many entities met the checks of scorecards at a commit of the catalog: the checks that the index alone can answer.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="All">Everything together.</param>
/// <param name="ByOwner">What each owner owned itself.</param>
public sealed record ScorePoint(CatalogCommit Commit, ScoreCounts All, IReadOnlyDictionary<EntityRef, ScoreCounts> ByOwner)
{
    /// <summary>More points than these are not shown.</summary>
    public const int Most = 12;

    // Several commits of one day say what the last of them says.
    private static readonly TimeSpan ShortestStep = TimeSpan.FromDays(1);

    /// <summary>The commits to count at, newest first: the newest one, and others at even distances.</summary>
    /// <param name="commits">All commits, newest first.</param>
    public static IEnumerable<int> Chosen(IReadOnlyList<CatalogCommit> commits)
    {
        if (commits.Count == 0)
        {
            yield break;
        }

        var step = TimeSpan.FromTicks(Math.Max((commits[0].Date - commits[^1].Date).Ticks / (Most - 1), ShortestStep.Ticks));
        var (next, given) = (commits[0].Date, 0);
        for (var i = 0; i < commits.Count && given < Most; i++)
        {
            if (commits[i].Date <= next)
            {
                (next, given) = (commits[i].Date - step, given + 1);
                yield return i;
            }
        }
    }

    /// <summary>Whether scorecards count entities of the kind.</summary>
    public static bool IsScored(string kind) => kind is "component" or "api" or "resource";

    /// <summary>Whether an entity of the kind should say at which stage it is.</summary>
    public static bool NeedsLifecycle(string kind) => kind is "component" or "api";

    public static ScorePoint Of(CatalogCommit commit, StoredCatalog catalog, CancellationToken cancellationToken)
    {
        var entries = catalog.AllEntries().Where(e => e is { Exists: true, Fields: not null }).ToList();
        var existing = entries.Select(e => e.Ref).ToHashSet();
        var (all, byOwner) = (new ScoreCounts(), new Dictionary<EntityRef, ScoreCounts>());
        foreach (var entry in entries.Where(e => IsScored(e.Ref.Kind)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var owners = entry.AllRelations().Where(r => r.Type == "ownedBy").Select(r => r.Target).Distinct().ToList();
            var needsLifecycle = NeedsLifecycle(entry.Ref.Kind);
            var one = new ScoreCounts
            {
                Scored = 1,
                Owner = owners.Exists(existing.Contains) ? 1 : 0,
                NeedsLifecycle = needsLifecycle ? 1 : 0,
                Lifecycle = needsLifecycle && entry.Fields!.Lifecycle is { Length: > 0 } ? 1 : 0,
                Description = entry.Fields!.Description is { Length: > 0 } ? 1 : 0,
            };
            all += one;
            foreach (var owner in owners)
            {
                byOwner[owner] = byOwner.GetValueOrDefault(owner, new ScoreCounts()) + one;
            }
        }

        return new ScorePoint(commit, all, byOwner);
    }
}

/// <summary>How many of how many meet each check.</summary>
public sealed record ScoreCounts
{
    /// <summary>The entities that are counted.</summary>
    public int Scored { get; init; }

    public int Owner { get; init; }

    /// <summary>Those that should say at which stage they are.</summary>
    public int NeedsLifecycle { get; init; }

    public int Lifecycle { get; init; }

    public int Description { get; init; }

    public static ScoreCounts operator +(ScoreCounts a, ScoreCounts b) => new()
    {
        Scored = a.Scored + b.Scored,
        Owner = a.Owner + b.Owner,
        NeedsLifecycle = a.NeedsLifecycle + b.NeedsLifecycle,
        Lifecycle = a.Lifecycle + b.Lifecycle,
        Description = a.Description + b.Description,
    };
}
