namespace Automation.Core.Trees;

/// <summary>A tree as a folder of a larger one: its paths begin with that folder.</summary>
/// <param name="folder">The folder; empty if there is no other tree.</param>
public sealed class MountedTree(FileTree tree, string folder) : FileTree
{
    private readonly string _prefix = folder.Length == 0 ? "" : folder.TrimEnd('/') + "/";

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) =>
        tree.List(cancellationToken).Select(e => e with { Path = _prefix + e.Path });

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default) =>
        [.. tree.Tracked(cancellationToken).Select(p => _prefix + p)];

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => Below(path) is { } below && tree.Find(below) is { } found ? found with { Path = path } : null;

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        Below(path) is { } below ? tree.LinkText(below, cancellationToken) : null;

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        Below(path) is not { } below ? new FileContent.Missing()
        : tree.Read(below, limit, cancellationToken) is var content && content.LinkTarget is { } target ? content with { LinkTarget = _prefix + target }
        : content;

    private string? Below(string path) => path.StartsWith(_prefix, StringComparison.Ordinal) ? path[_prefix.Length..] : null;
}
