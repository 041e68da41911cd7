using System.Diagnostics.CodeAnalysis;
using Automation.Core.Trees;

namespace Automation.Templates.Workspaces;

/// <summary>
/// The files that the steps of a run make, in memory until they are published. No path leads outside, nothing is written through a link, and either
/// all files are published or none.
/// </summary>
public sealed class Workspace
{
    /// <summary>The most files, folders and links.</summary>
    internal const int MostEntries = 20_000;

    // As FolderWriter names it.
    private const string PendingWrites = ".automation-pending";

    private const long MostBytes = 64L * 1024 * 1024;

    private static readonly string[] ReservedOnWindows =
    [
        "con", "prn", "aux", "nul",
        "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    ];

    private readonly SortedDictionary<string, WorkspaceEntry> _entries = new(StringComparer.Ordinal);

    // File systems without case, as on macOS and Windows, cannot hold two names that differ only by it.
    private readonly Dictionary<string, string> _spellings = new(StringComparer.OrdinalIgnoreCase);
    private long _bytes;

    /// <summary>Every file, folder and link, in ordinal path order.</summary>
    public IReadOnlyDictionary<string, WorkspaceEntry> Entries => _entries;

    /// <summary>A path as an action names it, <c>./a/../b</c>, as a path of the workspace, <c>b</c>; empty for the workspace itself.</summary>
    /// <exception cref="StepException">It points outside the workspace.</exception>
    public static string PathOf(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment == "..")
            {
                throw new StepException($"The path '{path}' points outside the workspace.");
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return path.StartsWith('/')
            ? throw new StepException($"The path '{path}' is absolute: write it relative to the workspace.")
            : string.Join('/', segments);
    }

    public bool TryGet(string path, [NotNullWhen(true)] out WorkspaceEntry? entry) => _entries.TryGetValue(path, out entry);

    /// <summary>Whether the workspace has an entry at a path; always true for the workspace itself.</summary>
    public bool Contains(string path) => path.Length == 0 || _entries.ContainsKey(path);

    /// <summary>Sets the entry at a path, with the folders above it.</summary>
    /// <exception cref="StepException">The path is not allowed, or the workspace becomes too large.</exception>
    public void Set(string path, WorkspaceEntry entry)
    {
        if (path.Length == 0)
        {
            return;
        }

        CheckSegments(path);
        if (entry is WorkspaceEntry.Link link)
        {
            CheckTarget(path, link.Target);
        }

        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            SetFolder(path[..slash]);
        }

        if (entry is WorkspaceEntry.Folder)
        {
            SetFolder(path);
            return;
        }

        if (_entries.TryGetValue(path, out var existing) && existing is WorkspaceEntry.Folder)
        {
            throw new StepException($"'{path}' is a folder of the workspace; a file or link cannot replace it.");
        }

        Put(path, entry);
    }

    /// <summary>Removes what is at a path, with everything below it.</summary>
    public void Remove(string path)
    {
        foreach (var below in _entries.Keys.Where(p => p == path || RepositoryPath.Within(path, p) is not null).ToList())
        {
            _bytes -= SizeOf(_entries[below]);
            _entries.Remove(below);
            _spellings.Remove(below);
        }
    }

    private static long SizeOf(WorkspaceEntry entry) => entry is WorkspaceEntry.File file ? file.Bytes.Length : 0;

    private static void CheckSegments(string path)
    {
        if (path.Length > RepositoryPath.Longest)
        {
            throw new StepException($"The path '{path[..80]}…' is longer than {RepositoryPath.Longest} characters.");
        }

        foreach (var segment in path.Split('/'))
        {
            // git~1 is the short name that Windows gives to .git.
            if (segment.StartsWith(PendingWrites, StringComparison.OrdinalIgnoreCase))
            {
                throw new StepException($"The path '{path}' is reserved for Automation, so a template cannot write it.");
            }

            if (RepositoryPath.IsGit(segment) || segment.Equals("git~1", StringComparison.OrdinalIgnoreCase))
            {
                throw new StepException($"The path '{path}' is in git's own folder, so a template cannot write it.");
            }

            if (segment.AsSpan().IndexOfAny('\0', '\\', ':') >= 0 || segment.Any(char.IsControl) || segment[^1] is '.' or ' '
                || ReservedOnWindows.Contains(segment.Split('.')[0], StringComparer.OrdinalIgnoreCase))
            {
                throw new StepException(
                    $"The path '{path}' is not valid on every system: '{segment}' is a reserved name or has a character that Windows rejects.");
            }
        }
    }

    private static void CheckTarget(string path, string target)
    {
        var depth = path.Count(c => c == '/');
        foreach (var segment in target.Split('/'))
        {
            depth += segment is "" or "." ? 0 : segment == ".." ? -1 : 1;
            if (depth < 0 || target.StartsWith('/'))
            {
                throw new StepException($"The link '{path}' points outside the workspace: its target is '{target}'.");
            }
        }
    }

    private void SetFolder(string path)
    {
        if (!_entries.TryGetValue(path, out var existing))
        {
            Put(path, new WorkspaceEntry.Folder());
        }
        else if (existing is not WorkspaceEntry.Folder)
        {
            throw new StepException($"'{path}' is a {(existing is WorkspaceEntry.Link ? "link" : "file")} of the workspace; nothing can be written below it.");
        }
    }

    private void Put(string path, WorkspaceEntry entry)
    {
        if (_spellings.TryGetValue(path, out var spelling) && spelling != path)
        {
            throw new StepException($"The paths '{spelling}' and '{path}' differ only by case, which not every file system supports.");
        }

        _bytes += SizeOf(entry) - (_entries.TryGetValue(path, out var existing) ? SizeOf(existing) : 0);
        (_entries[path], _spellings[path]) = (entry, path);
        if (_entries.Count > MostEntries || _bytes > MostBytes)
        {
            throw new StepException($"The workspace has more than {MostEntries:N0} files or {MostBytes >> 20} MiB.");
        }
    }
}
