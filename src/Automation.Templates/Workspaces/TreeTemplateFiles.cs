using Automation.Core.Trees;

namespace Automation.Templates.Workspaces;

/// <summary>The files of a tree: the template's own folder, or its whole repository.</summary>
/// <param name="folder">The folder of the template in the tree; empty for its root.</param>
/// <param name="otherwise">Where addresses are read from; null if nowhere.</param>
public sealed class TreeTemplateFiles(FileTree tree, string folder, ITemplateFiles? otherwise = null) : ITemplateFiles
{
    private const long LargestFile = 32L * 1024 * 1024;

    // A step with `each` fetches the same folder many times.
    private readonly Dictionary<string, IReadOnlyList<FileEntry>> _listed = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FetchedEntry>> FolderAsync(string url, CancellationToken cancellationToken)
    {
        if (IsAddress(url))
        {
            return Elsewhere(url).FolderAsync(url, cancellationToken);
        }

        var path = PathOf(url);
        if (!_listed.TryGetValue(path, out var files))
        {
            _listed[path] = files = [.. tree.ListBelow(path, cancellationToken)];
        }

        var entries = files
            .Where(f => f.Kind != FileKind.Other)
            .Select(f => (Entry: f, Path: RepositoryPath.Within(path, f.Path)!))
            .Select(f => new FetchedEntry(f.Path, () => f.Entry.Kind == FileKind.Link ? Link(f.Entry.Path) : File(f.Entry.Path, cancellationToken)))
            .Take(Workspace.MostEntries + 1)
            .ToList();
        if (entries.Count > Workspace.MostEntries)
        {
            throw new StepException($"The folder '{url}' has more than {Workspace.MostEntries:N0} files.");
        }

        var folders = tree.Folders(path, cancellationToken)
            .Concat(entries.SelectMany(e => Above(e.Path)))
            .Distinct(StringComparer.Ordinal)
            .Select(f => new FetchedEntry(f, () => new WorkspaceEntry.Folder()) { IsFolder = true });
        IReadOnlyList<FetchedEntry> all = [.. folders.Concat(entries).OrderBy(e => e.Path, StringComparer.Ordinal)];
        return all.Count > 0 || path.Length == 0 || tree.Find(path) is { Kind: FileKind.Folder }
            ? Task.FromResult(all)
            : throw new StepException($"There is no folder '{url}' beside the template.") { IsAbsence = true };
    }

    /// <inheritdoc/>
    public Task<WorkspaceEntry.File> FileAsync(string url, CancellationToken cancellationToken) =>
        IsAddress(url) ? Elsewhere(url).FileAsync(url, cancellationToken) : Task.FromResult(File(PathOf(url), cancellationToken));

    private static bool IsAddress(string url) => url.Contains("://", StringComparison.Ordinal);

    private static IEnumerable<string> Above(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    private ITemplateFiles Elsewhere(string url) =>
        otherwise
        ?? throw new StepException($"'{url}' cannot be fetched: only files of the template's own repository are available here.") { IsAbsence = true };

    private string PathOf(string url)
    {
        var segments = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var segment in url.Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
            {
                throw new StepException($"'{url}' points outside the template's repository.") { IsAbsence = true };
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    private WorkspaceEntry.Link Link(string path) =>
        new(tree.LinkText(path) ?? throw new StepException($"The link '{path}' of the template cannot be read."));

    private WorkspaceEntry.File File(string path, CancellationToken cancellationToken) => tree.Read(path, LargestFile, cancellationToken) switch
    {
        FileContent.Whole whole => new WorkspaceEntry.File(whole.Bytes, tree.Mode(path)),
        FileContent.Missing => throw new StepException($"There is no file '{path}' beside the template.") { IsAbsence = true },
        FileContent.TooLarge => throw new StepException($"The file '{path}' of the template is larger than {LargestFile >> 20} MiB."),
        _ => throw new StepException($"The file '{path}' of the template cannot be read."),
    };
}
