using Automation.Core.Text;

namespace Automation.Core.Trees;

/// <summary>
/// A tree in which a symbolic link to an ordinary file of the same tree is read as that file, as GitHub's contents API has it (REST: "Get repository
/// content") and Backstage
/// reads it. Any other link cannot be read: one that leads to another link, to a folder, to a missing file or out of the tree.
/// </summary>
/// <remarks>A listing has links as links, because following one may take a call to GitHub; <see cref="Find"/> resolves them.</remarks>
/// <param name="tree">The tree; its root is never left.</param>
public sealed class FollowedLinks(FileTree tree) : FileTree
{
    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable => tree.Unreadable;

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => tree.List(cancellationToken);

    /// <inheritdoc/>
    public override FileEntry? Find(string path)
    {
        var entry = tree.Find(path);
        return entry is { Kind: FileKind.Link } && FileAt(TargetOf(path)) is { } file ? file with { Path = path } : entry;
    }

    /// <summary>
    /// The path that the link at <paramref name="path"/> leads to, whether or not it exists; null if there is no link, or if it leads out of the tree.
    /// </summary>
    public string? TargetOf(string path) => TargetOf(path, tree.LinkText(path));

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) => tree.LinkText(path, cancellationToken);

    /// <inheritdoc/>
    public override bool Contains(string path) => tree.Contains(path);

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        tree.Read(path, limit, cancellationToken) is var content && content is FileContent.Unreadable && tree.LinkText(path, cancellationToken) is { } text
            ? Follow(path, text, limit, cancellationToken)
            : content;

    private FileContent Follow(string path, string text, long limit, CancellationToken cancellationToken)
    {
        var target = TargetOf(path, text);
        return FileAt(target) is not null
            ? tree.Read(target!, limit, cancellationToken) with { LinkTarget = target }
            : new FileContent.Unreadable($"it is a symbolic link to {Quoted.Of(text)}, which {Fault(target)}") { LinkTarget = target };
    }

    private FileEntry? FileAt(string? path) => path is not null && tree.Find(path) is { Kind: FileKind.File } file ? file : null;

    private string Fault(string? target) => target is null ? "points outside the repository" : tree.Find(target)?.Kind switch
    {
        FileKind.Link => "is a symbolic link itself: GitHub follows one link only",
        FileKind.Folder => "is a folder",
        FileKind.Other => "is not an ordinary file",
        _ => "is not a file of the repository",
    };

    // Relative to the link's folder; null if it leads out of the root.
    private static string? TargetOf(string path, string? text) =>
        text is null or "" || text[0] == '/' ? null : RepositoryPath.Resolved($"{RepositoryPath.FolderOf(path)}/{text}");
}
