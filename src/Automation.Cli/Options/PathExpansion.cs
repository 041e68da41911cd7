using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Descriptors;
using Automation.Yaml.Nodes;

namespace Automation.Cli.Options;

/// <summary>
/// Turns the PATHs of <c>validate</c> into files: a folder means every YAML file below it, those of other repositories too, and <c>-</c> for
/// standard input.
/// </summary>
internal sealed class PathExpansion(Terminal terminal, RepositorySlug? repository)
{
    private readonly Dictionary<string, (DirectoryTree Tree, RepositorySlug? Repository)> _roots = new(StringComparer.Ordinal);
    private readonly HashSet<FileTree> _whole = [];

    /// <summary>The trees of which every YAML file was expanded.</summary>
    public IReadOnlySet<FileTree> Whole => _whole;

    /// <summary>The files, in the order of the paths, each once.</summary>
    public IEnumerable<DescriptorInput> Expand(IEnumerable<string> paths, CancellationToken cancellationToken) =>
        paths.SelectMany(path => Expand(path, cancellationToken)).DistinctBy(i => i.File, StringComparer.Ordinal).DistinctBy(i => (i.Tree, i.TreePath));

    private IEnumerable<DescriptorInput> Expand(string path, CancellationToken cancellationToken)
    {
        if (path == "-")
        {
            return [StandardInput()];
        }

        if (path.Length == 0)
        {
            throw new UsageException("A PATH is empty. Omit it to validate the descriptors of this repository.");
        }

        var full = terminal.FullPath(path);
        if (Directory.Exists(full))
        {
            return Below(path, full, cancellationToken);
        }

        if (!File.Exists(full) && new FileInfo(full).LinkTarget is null)
        {
            throw new UsageException($"There is no file or folder '{path}'.");
        }

        var (tree, slug) = RootOf(Path.GetDirectoryName(full)!);
        return [new DescriptorInput(Shown(path), Relative(tree.Root, full), tree, slug, YamlLimits.Descriptor)];
    }

    private IEnumerable<DescriptorInput> Below(string path, string full, CancellationToken cancellationToken)
    {
        var (own, folder) = (RootOf(full), new DirectoryTree(full, intoRepositories: true));
        List<FileEntry> files = [.. folder.List(cancellationToken).Where(e => IsYaml(e.Path))];
        var others = folder.Repositories.ToHashSet(StringComparer.Ordinal);
        if (IsBelow(own.Tree.Root, full))
        {
            _whole.Add(own.Tree);
        }

        // Not the named folder itself: it may be a link, which is not followed out of its repository.
        foreach (var entered in folder.Entered.Where(f => f.Length > 0 && !others.Contains(f)))
        {
            var tree = RootAt(entered).Tree;
            tree.Know(Relative(tree.Root, Path.Join(full, entered)));
        }

        foreach (var entry in files)
        {
            var (root, slug) = RootAt(entry.Path);
            if (root != own.Tree)
            {
                _whole.Add(root);
            }

            var treePath = Relative(root.Root, Path.Join(full, entry.Path));
            yield return new DescriptorInput(Join(Shown(path), entry.Path), treePath, root, slug, YamlLimits.Descriptor);
        }

        foreach (var unreadable in folder.Unreadable)
        {
            terminal.Warn($"the folder {Join(Shown(path), unreadable.Path)} was skipped: {unreadable.Reason}");
        }

        (DirectoryTree Tree, RepositorySlug? Repository) RootAt(string below) =>
            RepositoryPath.Closest(others, below) is { } other ? Root(Path.Join(full, other)) : own;
    }

    private DescriptorInput StandardInput()
    {
        var content = (ReadOnlyMemory<byte>)terminal.ReadInput(YamlLimits.Descriptor.FileBytes);
        var tree = new InMemoryTree([KeyValuePair.Create("catalog-info.yaml", content)]);
        return new DescriptorInput("-", "catalog-info.yaml", tree, repository ?? Repositories.Slug(terminal, terminal.WorkingDirectory), YamlLimits.Descriptor);
    }

    // A file's repository is the one whose working tree contains it; without one, its folder is used.
    private (DirectoryTree Tree, RepositorySlug? Repository) RootOf(string folder) =>
        Root(GitFolder.FindRoot(folder) ?? (IsBelow(folder, terminal.WorkingDirectory) ? terminal.WorkingDirectory : folder));

    private (DirectoryTree Tree, RepositorySlug? Repository) Root(string root)
    {
        if (!_roots.TryGetValue(root, out var found))
        {
            found = (new DirectoryTree(root), repository ?? Repositories.Slug(terminal, root));
            _roots.Add(root, found);
        }

        return found;
    }

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string path, string root) => !Path.GetRelativePath(root, path).StartsWith("..", StringComparison.Ordinal);

    private static string Relative(string root, string full) => Slashed(Path.GetRelativePath(root, full)) is var path && path == "." ? "" : path;

    /// <summary>A path as findings show it: with <c>/</c>, without a leading <c>./</c>.</summary>
    public static string Shown(string path)
    {
        var shown = Slashed(path).TrimEnd('/');
        while (shown.StartsWith("./", StringComparison.Ordinal))
        {
            shown = shown[2..].TrimStart('/');
        }

        return shown is "." ? "" : shown.Length == 0 && path.StartsWith('/') ? "/" : shown;
    }

    /// <summary>A path of a list without the <c>./</c> that <c>find</c> prepends.</summary>
    public static ReadOnlySpan<char> WithoutDot(ReadOnlySpan<char> path)
    {
        while (path.StartsWith("./"))
        {
            path = path[2..];
        }

        return path;
    }

    /// <summary>A path with <c>/</c> between its folders. If that is the system's separator, a backslash is part of a name.</summary>
    public static string Slashed(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Two paths, one below the other; an empty one is left out.</summary>
    public static string Join(string folder, string path) =>
        folder.Length == 0 ? path : path.Length == 0 ? folder : folder.EndsWith('/') ? folder + path : $"{folder}/{path}";
}
