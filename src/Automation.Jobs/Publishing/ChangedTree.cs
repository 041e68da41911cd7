using Automation.Core.Trees;

namespace Automation.Jobs.Publishing;

/// <summary>A tree as it will be once some changes are made.</summary>
public sealed class ChangedTree : FileTree
{
    private readonly FileTree _tree;
    private readonly Dictionary<string, TreeChange> _changes;
    private readonly InMemoryTree _written;

    /// <summary>The tree.</summary>
    /// <param name="tree">The tree as it is.</param>
    /// <param name="changes">The changes, whose paths differ.</param>
    public ChangedTree(FileTree tree, IReadOnlyList<TreeChange> changes)
    {
        _tree = tree;
        _changes = changes.ToDictionary(c => c.Path, StringComparer.Ordinal);
        _written = new InMemoryTree(changes.Where(c => c.Content is not null).Select(c => KeyValuePair.Create(c.Path, c.Content!.Value)));
    }

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) =>
        _tree.List(cancellationToken).Where(e => !_changes.ContainsKey(e.Path)).Concat(_written.List(cancellationToken)).OrderBy(e => e.Path, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => _changes.ContainsKey(path) ? _written.Find(path) : _tree.Find(path) ?? _written.Find(path);

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        _changes.ContainsKey(path) ? _written.Read(path, limit, cancellationToken) : _tree.Read(path, limit, cancellationToken);
}
