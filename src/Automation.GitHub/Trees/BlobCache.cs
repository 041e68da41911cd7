namespace Automation.GitHub.Trees;

/// <summary>
/// Files that were read, by the repository they were read from and by their names in git: both sides of a pull request share most of them, and the next check
/// of the same repository as well. The least recently used go first.
/// </summary>
/// <param name="capacity">The most bytes that are kept.</param>
public sealed class BlobCache(long capacity)
{
    /// <summary>How much is kept unless somebody says otherwise.</summary>
    public const long UsualCapacity = 256L << 20;

    private readonly RecentlyUsed<(string Repository, string Sha), byte[]> _files = new(capacity, content => content.LongLength);

    /// <summary>Keeps a file that was read, or that we wrote ourselves.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="sha">The name that git gives to the content.</param>
    /// <param name="content">The content.</param>
    public void Add(RepositoryName repository, string sha, byte[] content) => _files.Put((KeyOf(repository), sha), content);

    /// <summary>Whether a file is at hand.</summary>
    public bool Has(WantedBlob blob) => Find(blob.Repository, blob.Sha) is not null;

    internal byte[]? Find(RepositoryName repository, string sha) => _files.Find((KeyOf(repository), sha));

    private static string KeyOf(RepositoryName repository) => repository.ToString().ToLowerInvariant();
}
