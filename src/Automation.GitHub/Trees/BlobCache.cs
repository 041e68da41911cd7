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

    private readonly Lock _turn = new();
    private readonly Dictionary<(string, string), LinkedListNode<Kept>> _files = [];
    private readonly LinkedList<Kept> _recent = new();
    private long _size;

    internal byte[]? Find(string repository, string sha)
    {
        lock (_turn)
        {
            if (!_files.TryGetValue((repository, sha), out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Content;
        }
    }

    internal void Add(string repository, string sha, byte[] content)
    {
        lock (_turn)
        {
            var key = (repository, sha);
            if (content.LongLength > capacity || _files.ContainsKey(key))
            {
                return;
            }

            _files[key] = _recent.AddFirst(new Kept(key, content));
            _size += content.LongLength;
            while (_size > capacity && _recent.Last is { } oldest)
            {
                _files.Remove(oldest.Value.Key);
                _recent.RemoveLast();
                _size -= oldest.Value.Content.LongLength;
            }
        }
    }

    private sealed record Kept((string, string) Key, byte[] Content);
}
