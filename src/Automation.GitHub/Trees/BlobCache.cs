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

    internal byte[]? Find(string repository, string sha) => _files.Find((repository, sha));

    internal void Add(string repository, string sha, byte[] content) => _files.Put((repository, sha), content);
}
