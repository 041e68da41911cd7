using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Git.Repositories;

namespace Automation.Jobs.Portal.Content;

/// <summary>What the commits of a catalog repository say: which of them changed an entity, and what the catalog had once.</summary>
public sealed class CatalogHistory
{
    /// <summary>Commits before these are not read.</summary>
    private const int MostCommits = 500;

    /// <summary>The commits that the page of an entity shows.</summary>
    private const int MostOfEntity = 10;

    private readonly Dictionary<EntityRef, List<CatalogCommit>> _changes = [];
    private readonly Dictionary<EntityRef, RemovedEntity> _removed = [];

    private CatalogHistory(IReadOnlyList<CatalogCommit> commits) => Commits = commits;

    /// <summary>The commits, newest first.</summary>
    public IReadOnlyList<CatalogCommit> Commits { get; }

    /// <summary>How scorecards changed, newest first.</summary>
    public IReadOnlyList<ScorePoint> Scores { get; private set; } = [];

    /// <summary>Everything that was removed, with the commit that removed it last.</summary>
    public IEnumerable<RemovedEntity> Removed => _removed.Values;

    /// <summary>The commits that changed an entity, newest first.</summary>
    public IReadOnlyList<CatalogCommit> Of(EntityRef entity) => _changes.GetValueOrDefault(entity) ?? [];

    /// <summary>Reads the history of a catalog; null if no commit has it.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="folder">The folder of the catalog in it; empty for the root.</param>
    public static CatalogHistory? Read(GitRepository repository, string folder, CancellationToken cancellationToken)
    {
        if (repository.Head is not { } head || repository.TreeAt(head).Find(Join(folder, ArtifactPaths.Summary)) is null)
        {
            return null;
        }

        var commits = repository.ChangesOf(folder, null, head, MostCommits);
        var history = new CatalogHistory([.. commits.Select(c => new CatalogCommit(c.Id.Sha, c.Time))]);
        for (var i = 0; i < commits.Count; i++)
        {
            history.Add(repository, folder, i, i + 1 < commits.Count ? commits[i + 1].Id : null, cancellationToken);
        }

        history.Scores = [.. history.ScoresIn(repository, folder, cancellationToken)];
        return history;
    }

    private IEnumerable<ScorePoint> ScoresIn(GitRepository repository, string folder, CancellationToken cancellationToken)
    {
        foreach (var commit in ScorePoint.Chosen(Commits).Select(i => Commits[i]))
        {
            if (Open(In(repository.TreeAt(new CommitId(commit.Commit)), folder), new EntityRefs()) is { } catalog)
            {
                yield return ScorePoint.Of(commit, catalog, cancellationToken);
            }
        }
    }

    // Null for a catalog of another format, or changed by hand: what it had is not known.
    private static StoredCatalog? Open(FileTree tree, EntityRefs refs)
    {
        try
        {
            return StoredCatalog.Open(tree, refs);
        }
        catch (ArtifactException)
        {
            return null;
        }
    }

    // Between two commits that changed the folder, it stays as it is.
    private void Add(GitRepository repository, string folder, int index, CommitId? before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var commit = Commits[index];
        var tree = repository.TreeAt(new CommitId(commit.Commit));
        var isLast = Commits.Count == MostCommits && before is null;
        var changes = before is not null ? tree.DifferencesFrom(before, cancellationToken)
            : isLast ? []
            : tree.List(cancellationToken).Select(e => new FileDifference(e.Path, e));
        var (removes, entities) = (false, Join(folder, ArtifactPaths.Entities) + "/");
        foreach (var change in changes.Where(c => c.Path.StartsWith(entities, StringComparison.Ordinal)))
        {
            removes |= change.Now is null;
            if (RefOf(change.Path[entities.Length..]) is { } entity && _changes.TryAdd(entity, [commit]) is false && _changes[entity].Count < MostOfEntity)
            {
                _changes[entity].Add(commit);
            }
        }

        if (removes && before is not null)
        {
            AddRemoved(In(repository.TreeAt(before), folder), In(tree, folder), commit, cancellationToken);
        }
    }

    private void AddRemoved(FileTree before, FileTree after, CatalogCommit commit, CancellationToken cancellationToken)
    {
        var refs = new EntityRefs();
        if (Open(before, refs) is not { } earlier || Open(after, refs) is not { } later)
        {
            return;
        }

        var difference = CatalogComparison.Run(earlier, later, cancellationToken);
        var renamed = difference.Renamed.ToDictionary(r => r.From.Ref, r => r.To.Ref);
        foreach (var gone in difference.Removed)
        {
            _removed.TryAdd(
                gone.Ref,
                new RemovedEntity(gone.Ref, gone.Place.Source, earlier.Source(gone.Place.Source)?.Repository, commit)
                {
                    RenamedTo = renamed.GetValueOrDefault(gone.Ref),
                });
        }
    }

    // KIND/SHARD/NAMESPACE.NAME.yaml; a namespace has no dot.
    private static EntityRef? RefOf(string path) =>
        path.Split('/') is [var kind, _, var file] && file.EndsWith(".yaml", StringComparison.Ordinal)
            && file.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot + 1 < file.Length - 5
                ? new EntityRef(kind, file[..dot], file[(dot + 1)..^5])
                : null;

    private static FileTree In(FileTree tree, string folder) => folder.Length == 0 ? tree : new SubTree(tree, folder);

    private static string Join(string folder, string path) => folder.Length == 0 ? path : $"{folder}/{path}";
}
