using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;

namespace Automation.Cli.Options;

/// <summary>A working directory without the files that git ignores.</summary>
internal sealed class WorkingTree(DirectoryTree directory, Terminal terminal) : FileTree
{
    private IReadOnlyList<FileEntry>? _entries;
    private IReadOnlyList<string>? _tracked;

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableFolder> Unreadable => directory.Unreadable;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Repositories => directory.Repositories;

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _entries ??= [.. Listed()];

    /// <inheritdoc/>
    /// <remarks>The index, which has submodules and tracked files that are ignored, and files that are neither ignored nor added yet.</remarks>
    public override IReadOnlyList<string> Tracked(CancellationToken cancellationToken = default) => _tracked ??= TrackedHere(base.Tracked(cancellationToken));

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

    private IReadOnlyList<string> TrackedHere(IReadOnlyList<string> listed)
    {
        if (GitFolder.FindRoot(directory.Root) is not { } root)
        {
            return listed;
        }

        using var repository = GitRepository.Discover(root);
        var paths = listed.ToHashSet(StringComparer.Ordinal);
        var folder = Path.GetRelativePath(root, directory.Root) is var relative && relative == "." ? "" : PathExpansion.Slashed(relative);
        var tracked = repository?.TrackedPaths(p => RepositoryPath.Within(folder, p) is { } path && paths.Contains(path)) ?? [];
        paths.UnionWith(tracked.Select(p => RepositoryPath.Within(folder, p)).OfType<string>());
        return [.. paths.Order(StringComparer.Ordinal)];
    }
}
