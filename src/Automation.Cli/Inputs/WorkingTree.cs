using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git;

namespace Automation.Cli.Inputs;

/// <summary>A working directory as its repository sees it: listed without what git ignores.</summary>
internal sealed class WorkingTree(DirectoryTree directory, Terminal terminal) : FileTree
{
    private IReadOnlyList<FileEntry>? _entries;

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable => directory.Unreadable;

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _entries ??= [.. Listed()];

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => directory.Find(path);

    /// <inheritdoc/>
    public override string? LinkText(string path, CancellationToken cancellationToken = default) => directory.LinkText(path, cancellationToken);

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) => directory.Read(path, limit, cancellationToken);

    private IEnumerable<FileEntry> Listed()
    {
        var all = directory.List(terminal.Cancelled).ToList();
        var kept = IgnoredFiles.Without(directory.Root, all.ConvertAll(e => e.Path)).ToHashSet(StringComparer.Ordinal);
        return all.Where(e => kept.Contains(e.Path));
    }
}
