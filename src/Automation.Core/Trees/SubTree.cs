namespace Automation.Core.Trees;

/// <summary>The files of a tree below one of its folders, as if the folder were the root.</summary>
public sealed class SubTree(FileTree tree, string folder) : FileTree
{
    private readonly string _prefix = folder.TrimEnd('/') + "/";

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) =>
        tree.List(cancellationToken)
            .Where(e => e.Path.StartsWith(_prefix, StringComparison.Ordinal))
            .Select(e => e with { Path = e.Path[_prefix.Length..] });

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default) =>
        [.. tree.Tracked(cancellationToken).Where(p => p.StartsWith(_prefix, StringComparison.Ordinal)).Select(p => p[_prefix.Length..])];

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable =>
        [.. tree.Unreadable.Where(u => u.Path.StartsWith(_prefix, StringComparison.Ordinal)).Select(u => u with { Path = u.Path[_prefix.Length..] })];

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => Leaves(path) ? null : tree.Find(_prefix + path) is { } found ? found with { Path = path } : null;

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        Leaves(path) ? null : tree.LinkText(_prefix + path, cancellationToken);

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        Leaves(path) ? new FileContent.Missing() : tree.Read(_prefix + path, limit, cancellationToken);

    /// <inheritdoc/>
    public override UnixFileMode Mode(string path) => tree.Mode(_prefix + path);

    private static bool Leaves(string path) => path.Split('/').Contains("..");
}
