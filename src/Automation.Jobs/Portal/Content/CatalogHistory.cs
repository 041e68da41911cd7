using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Core;

namespace Automation.Jobs.Portal.Content;

/// <summary>What the commits of a catalog say: which of them changed an entity, what the catalog had once, and how its scorecards changed.</summary>
public sealed class CatalogHistory
{
    /// <summary>The commits that the page of an entity shows.</summary>
    private const int MostOfEntity = 10;

    private readonly Dictionary<EntityRef, List<CatalogCommit>> _changes = [];
    private readonly Dictionary<EntityRef, RemovedEntity> _removed = [];

    // By commit, which never changes: the next history takes them from here.
    private readonly Dictionary<string, IReadOnlyList<RemovedEntity>> _removals = new(StringComparer.Ordinal);

    private int _opened;

    private CatalogHistory(IReadOnlyList<CatalogCommit> commits) => Commits = commits;

    /// <summary>The commits, newest first.</summary>
    public IReadOnlyList<CatalogCommit> Commits { get; }

    /// <summary>Whether all removals were looked up; otherwise the next reading continues.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>How scorecards changed, newest first.</summary>
    public IReadOnlyList<ScorePoint> Scores { get; private set; } = [];

    /// <summary>Everything that was removed, with the commit that removed it last.</summary>
    public IEnumerable<RemovedEntity> Removed => _removed.Values;

    /// <summary>The commits that changed an entity, newest first.</summary>
    public IReadOnlyList<CatalogCommit> Of(EntityRef entity) => _changes.GetValueOrDefault(entity) ?? [];

    /// <summary>Reads the history.</summary>
    /// <param name="commits">The commits.</param>
    /// <param name="earlier">The history as it was read before; null if it was not.</param>
    /// <param name="most">For how many commits it is looked up what they removed.</param>
    public static async Task<CatalogHistory> ReadAsync(ICatalogCommits commits, CatalogHistory? earlier, int most, CancellationToken cancellationToken)
    {
        var history = new CatalogHistory(commits.Commits);
        for (var i = 0; i < commits.Commits.Count; i++)
        {
            await history.AddAsync(commits, i, earlier, most, cancellationToken);
        }

        history.Scores = await ScoresAsync(commits, earlier, cancellationToken);
        return history;
    }

    private async Task AddAsync(ICatalogCommits commits, int index, CatalogHistory? earlier, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (commit, removes) = (Commits[index], false);
        foreach (var change in commits.ChangesOf(index, cancellationToken))
        {
            removes |= change.IsRemoved;
            if (!_changes.TryGetValue(change.Entity, out var known))
            {
                _changes[change.Entity] = [commit];
            }
            else if (known.Count < MostOfEntity)
            {
                known.Add(commit);
            }
        }

        if (!removes)
        {
            return;
        }

        if (earlier?._removals.GetValueOrDefault(commit.Commit) is not { } removals)
        {
            if (_opened == most)
            {
                IsComplete = false;
                return;
            }

            _opened++;
            removals = await RemovalsAsync(commits, index, cancellationToken);
        }

        _removals[commit.Commit] = removals;
        foreach (var gone in removals)
        {
            _removed.TryAdd(gone.Ref, gone);
        }
    }

    // Nothing for a catalog that cannot be read, or that a person changed by hand: what it had is not known, and never will be.
    private static async Task<IReadOnlyList<RemovedEntity>> RemovalsAsync(ICatalogCommits commits, int index, CancellationToken cancellationToken)
    {
        try
        {
            if (await commits.AroundAsync(index, cancellationToken) is not var (before, after))
            {
                return [];
            }

            var (removed, renamings) = CatalogComparison.Removals(before, after, cancellationToken);
            var renamed = renamings.ToDictionary(r => r.From.Ref, r => r.To.Ref);
            return
            [
                .. removed.Select(gone => new RemovedEntity(
                    gone.Ref, gone.Place.Source, before.Source(gone.Place.Source)?.Repository, commits.Commits[index])
                {
                    RenamedTo = renamed.GetValueOrDefault(gone.Ref),
                }),
            ];
        }
        catch (ArtifactException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<ScorePoint>> ScoresAsync(ICatalogCommits commits, CatalogHistory? earlier, CancellationToken cancellationToken)
    {
        var known = earlier?.Scores.ToDictionary(s => s.Commit.Commit, StringComparer.Ordinal);
        var scores = new List<ScorePoint>();
        foreach (var index in ScorePoint.Chosen(commits.Commits))
        {
            if (known?.GetValueOrDefault(commits.Commits[index].Commit) is { } point)
            {
                scores.Add(point);
            }
            else if (await ScoreAsync(commits, index, cancellationToken) is { } made)
            {
                scores.Add(made);
            }
        }

        return scores;
    }

    private static async Task<ScorePoint?> ScoreAsync(ICatalogCommits commits, int index, CancellationToken cancellationToken)
    {
        try
        {
            return await commits.AtAsync(index, cancellationToken) is { } catalog ? ScorePoint.Of(commits.Commits[index], catalog, cancellationToken) : null;
        }
        catch (ArtifactException)
        {
            return null;
        }
    }
}
