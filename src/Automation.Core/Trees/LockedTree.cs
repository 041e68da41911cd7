namespace Automation.Core.Trees;

/// <summary>Makes a tree that is not thread-safe usable by several threads.</summary>
/// <param name="tree">The tree.</param>
/// <param name="shared">The lock; trees of the same git repository share one. A lock of its own by default.</param>
public sealed class LockedTree(FileTree tree, Lock? shared = null) : FileTree
{
    private readonly Lock _lock = shared ?? new Lock();

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return [.. tree.List(cancellationToken)];
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return tree.Tracked(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override FileEntry? Find(string path)
    {
        lock (_lock)
        {
            return tree.Find(path);
        }
    }

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return tree.LinkText(path, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return tree.Read(path, limit, cancellationToken);
        }
    }
}
