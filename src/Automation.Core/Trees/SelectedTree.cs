namespace Automation.Core.Trees;

/// <summary>Some files of a tree, as if there were no others.</summary>
/// <param name="tree">The tree.</param>
/// <param name="isSelected">Whether a path is one of them.</param>
public sealed class SelectedTree(FileTree tree, Func<string, bool> isSelected) : FileTree
{
    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) =>
        tree.List(cancellationToken).Where(e => isSelected(e.Path));

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => isSelected(path) ? tree.Find(path) : null;

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        isSelected(path) ? tree.LinkText(path, cancellationToken) : null;

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        isSelected(path) ? tree.Read(path, limit, cancellationToken) : new FileContent.Missing();
}
