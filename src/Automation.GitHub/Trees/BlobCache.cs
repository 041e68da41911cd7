namespace Automation.GitHub.Trees;

/// <summary>
/// Files and trees that were read, by the repository they were read from and by their names in git: both sides of a pull request share most of them, and the
/// next check of the same repository as well. The least recently used are evicted first.
/// </summary>
/// <param name="capacity">The most bytes of files that are kept.</param>
public sealed class BlobCache(long capacity)
{
    public const long UsualCapacity = 256L << 20;

    /// <summary>The most memory that trees take: two of 100,000 entries, or a hundred of 2,000.</summary>
    private const long TreeCapacity = 48L << 20;

    private readonly RecentlyUsed<(string Repository, string Sha), byte[]> _files = new(capacity, content => content.LongLength);
    private readonly RecentlyUsed<(string Repository, string Sha), object> _trees =
        new(TreeCapacity, tree => tree is ListedTree listed ? listed.Size : ((TreeLines)tree).Size);

    /// <summary>Keeps a file that was read or written.</summary>
    /// <param name="sha">Git's id of the content.</param>
    public void Add(RepositoryName repository, string sha, byte[] content) => _files.Put((KeyOf(repository), sha), content);

    public bool Has(WantedBlob blob) => Find(blob.Repository, blob.Sha) is not null;

    internal byte[]? Find(RepositoryName repository, string sha) => _files.Find((KeyOf(repository), sha));

    internal void AddTree(RepositoryName repository, string commit, ListedTree tree) => _trees.Put((KeyOf(repository), commit), tree);

    internal ListedTree? FindTree(RepositoryName repository, string commit) => _trees.Find((KeyOf(repository), commit)) as ListedTree;

    internal void AddLines(RepositoryName repository, string sha, TreeLines lines) => _trees.Put((KeyOf(repository), sha), lines);

    internal TreeLines? FindLines(RepositoryName repository, string sha) => _trees.Find((KeyOf(repository), sha)) as TreeLines;

    private static string KeyOf(RepositoryName repository) => repository.ToString().ToLowerInvariant();
}

/// <summary>A file that is to be read.</summary>
/// <param name="Repository">The repository it is in.</param>
/// <param name="Sha">Git's id of its content.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record WantedBlob(RepositoryName Repository, string Sha, long Size);
