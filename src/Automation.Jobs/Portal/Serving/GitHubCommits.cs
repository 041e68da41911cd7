using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Commits;
using Automation.GitHub.Trees;
using Automation.Jobs.Portal.Content;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Portal.Serving;

/// <summary>The commits of the catalog's repository on GitHub, without a clone. What is known of earlier commits is not read again.</summary>
internal sealed class GitHubCommits : ICatalogCommits
{
    /// <summary>Commits before these are not read.</summary>
    private const int Most = 200;

    /// <summary>Descriptors of one commit beyond these are not read: ten calls.</summary>
    private const int MostDescriptors = 1_000;

    private readonly RepositoryAccess _repository;
    private readonly BlobCache _cache;
    private readonly IReadOnlyList<ListedCommit> _commits;
    private readonly Dictionary<string, IReadOnlyList<ListedChange>> _changes;

    private GitHubCommits(
        RepositoryAccess repository, BlobCache cache, IReadOnlyList<ListedCommit> commits, Dictionary<string, IReadOnlyList<ListedChange>> changes)
    {
        (_repository, _cache, _commits, _changes) = (repository, cache, commits, changes);
        Commits = [.. commits.Select(c => new CatalogCommit(c.Sha, c.Date))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<CatalogCommit> Commits { get; }

    /// <summary>Reads the commits up to one.</summary>
    /// <param name="repository">The repository of the catalog.</param>
    /// <param name="tip">The newest commit.</param>
    /// <param name="earlier">The commits as they were read before; null if they were not.</param>
    public static async Task<GitHubCommits> ReadAsync(
        RepositoryAccess repository, BlobCache cache, string tip, GitHubCommits? earlier, CancellationToken cancellationToken)
    {
        var listed = await new CommitListing(repository).ReadAsync(tip, Most);
        var changes = new Dictionary<string, IReadOnlyList<ListedChange>>(StringComparer.Ordinal);
        var (unknown, pairs) = (new List<ListedCommit>(), new List<(string? Before, string After)>());
        for (var i = 0; i < listed.Count; i++)
        {
            var commit = listed[i];
            if (earlier?._changes.GetValueOrDefault(commit.Sha) is { } known)
            {
                changes[commit.Sha] = known;
            }
            else if (i + 1 < listed.Count || !commit.HasParent)
            {
                unknown.Add(commit);
                pairs.Add((i + 1 < listed.Count ? listed[i + 1].Tree : null, commit.Tree));
            }
        }

        foreach (var (commit, found) in unknown.Zip(await new TreeComparison(repository, cache).RunAsync(pairs, ArtifactPaths.Entities, cancellationToken)))
        {
            if (found is not null)
            {
                changes[commit.Sha] = found;
            }
        }

        return new GitHubCommits(repository, cache, listed, changes);
    }

    /// <inheritdoc/>
    public IEnumerable<DescriptorChange> ChangesOf(int index, CancellationToken cancellationToken) =>
        DifferencesAt(index).Select(c => DescriptorChange.Of(c.Path, c.After is null)).OfType<DescriptorChange>();

    /// <inheritdoc/>
    public async Task<StoredCatalog?> AtAsync(int index, CancellationToken cancellationToken)
    {
        var tree = await PartAsync(index, [], cancellationToken);
        await FetchAsync(tree, tree.List(cancellationToken).Where(f => RepositoryPath.Within(ArtifactPaths.Index, f.Path) is not null), cancellationToken);
        return StoredCatalog.Open(tree, new EntityRefs());
    }

    /// <inheritdoc/>
    public async Task<(StoredCatalog Before, StoredCatalog After)?> AroundAsync(int index, CancellationToken cancellationToken)
    {
        if (index + 1 >= _commits.Count)
        {
            return null;
        }

        // Only what was added and removed can have been renamed; of more than that, the place in the file decides.
        var changes = DifferencesAt(index).Where(c => c.Before is null || c.After is null).ToList();
        if (changes.Count > MostDescriptors)
        {
            changes.Clear();
        }

        var before = await PartAsync(index + 1, changes.Select(c => c.Before), cancellationToken);
        var after = await PartAsync(index, changes.Select(c => c.After), cancellationToken);
        var (there, now) = (Ids(before), Ids(after));
        await FetchAsync(before, before.List(cancellationToken).Where(f => IsRead(f) && !now.Contains(f.BlobId!)), cancellationToken);
        await FetchAsync(after, after.List(cancellationToken).Where(f => IsRead(f) && !there.Contains(f.BlobId!)), cancellationToken);
        var refs = new EntityRefs();
        return StoredCatalog.Open(before, refs) is { } old && StoredCatalog.Open(after, refs) is { } current ? (old, current) : null;

        HashSet<string> Ids(GitHubTree tree) => tree.List(cancellationToken).Select(f => f.BlobId!).ToHashSet(StringComparer.Ordinal);
    }

    private IReadOnlyList<ListedChange> DifferencesAt(int index) => _changes.GetValueOrDefault(_commits[index].Sha) ?? [];

    private Task<GitHubTree> PartAsync(int index, IEnumerable<FileEntry?> descriptors, CancellationToken cancellationToken) =>
        new TreePart(_repository, _cache).OpenAsync(
            _commits[index].Tree, [ArtifactPaths.Index, ArtifactPaths.Sources], descriptors.OfType<FileEntry>(), cancellationToken);

    private static bool IsRead(FileEntry file) =>
        file.Path == ArtifactPaths.Summary
        || RepositoryPath.Within(ArtifactPaths.Index, file.Path) is not null
        || RepositoryPath.Within(ArtifactPaths.Entities, file.Path) is not null;

    private static Task FetchAsync(GitHubTree tree, IEnumerable<FileEntry> files, CancellationToken cancellationToken)
    {
        var wanted = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return tree.FetchTogetherAsync(f => wanted.Contains(f.Path), YamlLimits.Source.FileBytes, cancellationToken);
    }
}
