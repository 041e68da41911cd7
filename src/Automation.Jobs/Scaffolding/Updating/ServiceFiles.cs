using Automation.Core.Trees;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Updating;

/// <summary>The files of a service that an update may change, and the paths to which the service moved them.</summary>
internal sealed class ServiceFiles
{
    private const long LargestCompared = 1024 * 1024;
    private const int MostCompared = 20;

    private readonly FileTree _tree;
    private readonly IReadOnlyDictionary<string, WorkspaceEntry> _rendered;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, WorkspaceEntry> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _moved;
    private Dictionary<string, string>? _spellings;
    private HashSet<string>? _tracked;

    /// <param name="tree">The files of the service.</param>
    /// <param name="record">Where it comes from.</param>
    /// <param name="rendered">The files as the old template gave them.</param>
    public ServiceFiles(
        FileTree tree, ScaffoldRecord record, IReadOnlyDictionary<string, WorkspaceEntry> rendered, CancellationToken cancellationToken)
    {
        (_tree, _rendered, _cancellationToken) = (tree, rendered, cancellationToken);
        Take(rendered.Keys);
        _moved = Find(record);
        Take(_moved.Values);
    }

    /// <summary>The service's paths of files that it moved, by their paths in the template.</summary>
    public IReadOnlyDictionary<string, string> Moved => _moved;

    /// <summary>Why a path cannot be written; null if it can.</summary>
    public string? Blocked(string path)
    {
        if (_tree.Find(path) is { Kind: FileKind.Folder })
        {
            return "The service has a folder of this name.";
        }

        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_tree.Find(path[..slash]) is { Kind: not FileKind.Folder } above)
            {
                return $"'{above.Path}' of the service is a {(above.Kind == FileKind.Link ? "link" : "file")}, so nothing can be below it.";
            }
        }

        if (_tree.Find(path) is null && Unlisted(path) is { } unlisted)
        {
            return $"'{unlisted}' of the service is a submodule, or in a folder of installed packages.";
        }

        // Not every system can have both.
        _spellings ??= _tree.List(_cancellationToken).Select(f => f.Path).DistinctBy(p => p, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(p => p, StringComparer.OrdinalIgnoreCase);
        return _spellings.TryGetValue(path, out var other) && other != path ? $"The service has '{other}', whose name differs only by case." : null;
    }

    // Git tracks submodules, and what is in node_modules; neither is listed.
    private string? Unlisted(string path)
    {
        _tracked ??= [.. _tree.Tracked(_cancellationToken)];
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_tracked.Contains(path[..slash]))
            {
                return path[..slash];
            }
        }

        return _tracked.Contains(path) ? path : null;
    }

    /// <summary>The files at these paths too.</summary>
    public IReadOnlyDictionary<string, WorkspaceEntry> Beside(IEnumerable<string> paths)
    {
        Take(paths);
        return _files;
    }

    /// <summary>The same after an update: for a file that the template renamed, by its new path.</summary>
    public IReadOnlyDictionary<string, string> MovedAfter(
        IReadOnlyDictionary<string, string> renamed, IReadOnlyDictionary<string, WorkspaceEntry> next) =>
        _moved.Select(m => KeyValuePair.Create(renamed.GetValueOrDefault(m.Key, m.Key), m.Value))
            .Where(m => next.ContainsKey(m.Key))
            .ToDictionary(StringComparer.Ordinal);

    private void Take(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(p => !_files.ContainsKey(p)).ToList())
        {
            if (EntryAt(path) is { } entry)
            {
                _files[path] = entry;
            }
        }
    }

    private WorkspaceEntry? EntryAt(string path)
    {
        if (_tree.Find(path) is not { } found)
        {
            return null;
        }

        var mode = (_tree.Mode(path) & UnixFileMode.UserExecute) == 0 ? WorkspaceMode.Ordinary : WorkspaceMode.Executable;
        return found.Kind switch
        {
            FileKind.Link => _tree.LinkText(path, _cancellationToken) is { } target ? new WorkspaceEntry.Link(target) : null,

            // What is known to be as it was rendered is not read.
            FileKind.File when _rendered.TryGetValue(path, out var same) && same is WorkspaceEntry.File { Bytes: var known }
                && found.BlobId is { } id && BlobId.Of(known.Span) == id => new WorkspaceEntry.File(known, mode),
            FileKind.File => _tree.Read(path, UpdateTemplate.LargestFile, _cancellationToken) switch
            {
                FileContent.Whole whole => new WorkspaceEntry.File(whole.Bytes, mode),
                FileContent.TooLarge => throw new StepException($"'{path}' of the service is larger than {UpdateTemplate.LargestFile >> 20} MiB."),
                FileContent.Unreadable unreadable => throw new StepException($"'{path}' of the service cannot be read: {unreadable.Reason}."),
                _ => null,
            },
            _ => null,
        };
    }

    // A file that is gone was moved to where the record says, else to the one path of the service that has its content, or most of it.
    private Dictionary<string, string> Find(ScaffoldRecord record)
    {
        var moved = record.Moved.Where(m => !_files.ContainsKey(m.Key) && RepositoryPath.Segments(m.Value) is not null && EntryAt(m.Value) is not null)
            .ToDictionary(StringComparer.Ordinal);
        var missing = _rendered.Where(f => f.Value is not WorkspaceEntry.Folder && !_files.ContainsKey(f.Key) && !moved.ContainsKey(f.Key)).ToList();
        if (missing.Count == 0)
        {
            return moved;
        }

        var others = _tree.List(_cancellationToken)
            .Where(f => f.Kind == FileKind.File && f.Size <= LargestCompared && !record.Files.ContainsKey(f.Path) && !moved.ContainsValue(f.Path))
            .ToList();
        var found = missing.Select(f => (f.Key, Place: PlaceOf(f.Key, f.Value, others)))
            .Where(f => f.Place is not null)
            .ToLookup(f => f.Place!, f => f.Key, StringComparer.Ordinal);
        foreach (var place in found.Where(f => f.Count() == 1))
        {
            moved[place.Single()] = place.Key;
        }

        return moved;
    }

    // Only what can be alike is read: on GitHub each file takes a call.
    private string? PlaceOf(string path, WorkspaceEntry entry, IReadOnlyList<FileEntry> others)
    {
        if (entry is not WorkspaceEntry.File { Bytes: { Length: > 0 } bytes })
        {
            return null;
        }

        var id = BlobId.Of(bytes.Span);
        var same = others.Where(f => f.Size == bytes.Length && (f.BlobId ?? IdAt(f.Path)) == id).Take(2).ToList();
        if (same.Count > 0)
        {
            return same is [var only] ? only.Path : null;
        }

        var like = others.Where(f => Path.GetExtension(f.Path) == Path.GetExtension(path))
            .Where(f => f.Size >= bytes.Length / 2 && f.Size <= bytes.Length * 2L)
            .ToList();
        like = like.Count <= MostCompared ? like : [.. like.Where(f => Path.GetFileName(f.Path) == Path.GetFileName(path)).Take(MostCompared)];
        var read = like.Select(f => (f.Path, Entry: EntryAt(f.Path))).Where(f => f.Entry is not null);
        return FileSimilarity.Find(entry, read.ToDictionary(f => f.Path, f => f.Entry!, StringComparer.Ordinal));
    }

    private string? IdAt(string path) => EntryAt(path) is WorkspaceEntry.File file ? BlobId.Of(file.Bytes.Span) : null;
}
