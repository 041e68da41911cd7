using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Git.Repositories;

namespace Automation.Jobs.Portal.Content;

/// <summary>The commits of a catalog in a clone of its repository.</summary>
public sealed class ClonedCommits : ICatalogCommits
{
    /// <summary>Commits before these are not read.</summary>
    private const int Most = 500;

    private readonly GitRepository _repository;
    private readonly string _folder;

    private ClonedCommits(GitRepository repository, string folder, CommitId head)
    {
        (_repository, _folder) = (repository, folder);
        Commits = [.. repository.ChangesOf(folder, null, head, Most).Select(c => new CatalogCommit(c.Id.Sha, c.Time))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<CatalogCommit> Commits { get; }

    /// <summary>The commits; null if none of them has the catalog.</summary>
    /// <param name="folder">The folder of the catalog in the repository; empty for the root.</param>
    public static ClonedCommits? Of(GitRepository repository, string folder) =>
        repository.Head is { } head && In(repository.TreeAt(head), folder).Contains(ArtifactPaths.Summary) ? new ClonedCommits(repository, folder, head) : null;

    /// <inheritdoc/>
    public IEnumerable<DescriptorChange> ChangesOf(int index, CancellationToken cancellationToken)
    {
        var tree = _repository.TreeAt(new CommitId(Commits[index].Commit));
        var prefix = _folder.Length == 0 ? "" : _folder + "/";
        var changes = index + 1 < Commits.Count ? tree.DifferencesFrom(new CommitId(Commits[index + 1].Commit), cancellationToken)
            : Commits.Count == Most ? []
            : tree.List(cancellationToken).Select(e => new FileDifference(e.Path, e));
        return changes.Where(c => c.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(c => DescriptorChange.Of(c.Path[prefix.Length..], c.Now is null)).OfType<DescriptorChange>();
    }

    /// <inheritdoc/>
    public Task<StoredCatalog?> AtAsync(int index, CancellationToken cancellationToken) => Task.FromResult(Open(index, new EntityRefs()));

    /// <inheritdoc/>
    public Task<(StoredCatalog Before, StoredCatalog After)?> AroundAsync(int index, CancellationToken cancellationToken)
    {
        // Between two commits that changed the folder, it stays as it is.
        var refs = new EntityRefs();
        return Task.FromResult<(StoredCatalog, StoredCatalog)?>(
            index + 1 < Commits.Count && Open(index + 1, refs) is { } before && Open(index, refs) is { } after ? (before, after) : null);
    }

    private StoredCatalog? Open(int index, EntityRefs refs) => StoredCatalog.Open(In(_repository.TreeAt(new CommitId(Commits[index].Commit)), _folder), refs);

    private static FileTree In(FileTree tree, string folder) => folder.Length == 0 ? tree : new SubTree(tree, folder);
}
