namespace Automation.Core.Trees;

/// <summary>A tree with changes that are not written.</summary>
/// <param name="tree">The tree as it is.</param>
/// <param name="changes">What would be written and removed.</param>
public sealed class ChangedTree(FileTree tree, IEnumerable<TreeChange> changes) : FileTree
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>?> _changes = changes.ToDictionary(c => c.Path, c => c.Content, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) =>
        tree.List(cancellationToken).Where(e => !_changes.ContainsKey(e.Path))
            .Concat(_changes.Keys.Select(Find).OfType<FileEntry>())
            .OrderBy(e => e.Path, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> ListBelow(string folder, CancellationToken cancellationToken = default) =>
        tree.ListBelow(folder, cancellationToken).Where(e => !_changes.ContainsKey(e.Path))
            .Concat(_changes.Keys.Where(p => RepositoryPath.Within(folder, p) is not null).Select(Find).OfType<FileEntry>())
            .OrderBy(e => e.Path, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default) =>
        [
            .. tree.Tracked(cancellationToken)
                .Where(p => !_changes.ContainsKey(p))
                .Concat(_changes.Where(c => c.Value is not null).Select(c => c.Key))
                .Order(StringComparer.Ordinal),
        ];

    /// <inheritdoc/>
    public override FileEntry? Find(string path) =>
        !_changes.TryGetValue(path, out var content) ? tree.Find(path) : content is { } bytes ? new FileEntry(path, FileKind.File, bytes.Length) : null;

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        _changes.ContainsKey(path) ? null : tree.LinkText(path, cancellationToken);

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        !_changes.TryGetValue(path, out var content) ? tree.Read(path, limit, cancellationToken)
        : content is not { } bytes ? new FileContent.Missing()
        : bytes.Length > limit ? new FileContent.TooLarge(bytes.Length)
        : new FileContent.Whole(bytes);
}
