using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git;

namespace Automation.Cli.Inputs;

/// <summary>A working directory without anything that git ignores, whatever kind of file it is: what CODEOWNERS can match.</summary>
internal sealed class RepositoryFiles(DirectoryTree directory, Terminal terminal) : FileTree
{
    private IReadOnlyList<FileEntry>? _entries;

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _entries ??= [.. Listed(cancellationToken)];

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => directory.Find(path);

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) => directory.Read(path, limit, cancellationToken);

    private IEnumerable<FileEntry> Listed(CancellationToken cancellationToken)
    {
        var all = directory.List(cancellationToken).Where(e => e.Kind is FileKind.File or FileKind.Link).ToDictionary(e => e.Path, StringComparer.Ordinal);
        foreach (var unreadable in directory.Unreadable)
        {
            terminal.Warn($"the folder {unreadable.Path} was left out: {unreadable.Reason}");
        }

        return IgnoredFiles.Without(directory.Root, [.. all.Keys]).Order(StringComparer.Ordinal).Select(path => all[path]);
    }
}
