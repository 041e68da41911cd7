using System.Text;
using Automation.Core.Trees;
using Automation.Git.Objects;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>Makes a folder of a commit from the one before and the files that differ. Folders in which nothing differs are not even read.</summary>
/// <param name="objects">Receives the new files and folders, each folder after its content.</param>
internal sealed class TreeEdit(List<RawObject> objects)
{
    // How a decoder shows bytes that are not UTF-8.
    private const char NoCharacter = '\uFFFD';

    /// <summary>The name of the new root folder.</summary>
    /// <exception cref="RepositoryException">A path is invalid, or leads through something that is not a folder.</exception>
    public ObjectName Apply(Tree? root, IReadOnlyList<TreeChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            if (RepositoryPath.Segments(change.Path) is not { } segments || segments.Length > RepositoryPath.Deepest)
            {
                throw new RepositoryException($"'{change.Path}' is not a path of a repository.");
            }
        }

        // Git's folder with nothing in it: only the root may be one.
        return Edit(root, "", [.. changes], cancellationToken) ?? Put(ObjectKind.Tree, ReadOnlyMemory<byte>.Empty);
    }

    // The folder's new name; null if nothing is left in it.
    private ObjectName? Edit(Tree? folder, string prefix, List<TreeChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = Entries(folder, prefix);
        foreach (var group in changes.GroupBy(c => FirstSegment(c.Path, prefix.Length), StringComparer.Ordinal))
        {
            var (name, path) = (group.Key, prefix + group.Key);
            var inside = group.Where(c => c.Path.Length > path.Length).ToList();
            if (inside.Count > 0)
            {
                Put(entries, name, EditFolder(entries.GetValueOrDefault(name), path, inside, cancellationToken));
            }
            else
            {
                Put(entries, name, EditFile(entries.GetValueOrDefault(name), group.Single()));
            }

            if (inside.Count > 0 && inside.Count < group.Count())
            {
                throw new RepositoryException($"'{path}' would be both a file and a folder.");
            }
        }

        return entries.Count == 0 ? null : Put(ObjectKind.Tree, Written(entries.Values));
    }

    private Entry? EditFolder(Entry? before, string path, List<TreeChange> inside, CancellationToken cancellationToken)
    {
        if (before is { IsFolder: false })
        {
            throw new RepositoryException($"'{path}' must be a folder, but is a file, a link or a submodule in the repository.");
        }

        return Edit(before?.Target as Tree, path + "/", inside, cancellationToken) is { } id
            ? new Entry(path[(path.LastIndexOf('/') + 1)..], Mode.Directory, id)
            : null;
    }

    private Entry? EditFile(Entry? before, TreeChange change)
    {
        if (before is { IsFolder: true } or { Mode: Mode.GitLink })
        {
            throw new RepositoryException($"'{change.Path}' must be a file, but is a folder or a submodule in the repository.");
        }

        return change.Content is { } content
            ? new Entry(change.Path[(change.Path.LastIndexOf('/') + 1)..], Mode.NonExecutableFile, Put(ObjectKind.Blob, content))
            : null;
    }

    private static Dictionary<string, Entry> Entries(Tree? folder, string prefix)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var entry in folder ?? Enumerable.Empty<TreeEntry>())
        {
            if (entry.Name.Contains(NoCharacter, StringComparison.Ordinal))
            {
                throw new RepositoryException(
                    $"'{prefix}{entry.Name}' has a name that is not UTF-8, and a commit in its folder would change the name. Rename it first.");
            }

            entries.Add(entry.Name, new Entry(entry.Name, entry.Mode, new ObjectName(entry.Target.Id.Sha)) { Source = entry });
        }

        return entries;
    }

    private static void Put(Dictionary<string, Entry> entries, string name, Entry? entry)
    {
        if (entry is null)
        {
            entries.Remove(name);
        }
        else
        {
            entries[name] = entry;
        }
    }

    private ObjectName Put(ObjectKind type, ReadOnlyMemory<byte> content)
    {
        var made = RawObject.Of(type, content);
        objects.Add(made);
        return made.Id;
    }

    // A folder counts in the order as if it ended with '/'.
    private static byte[] Written(IEnumerable<Entry> entries)
    {
        using var bytes = new MemoryStream();
        foreach (var entry in entries.OrderBy(e => e.SortKey, ByteOrder.Instance))
        {
            TreeLine.Write(bytes, (int)entry.Mode, entry.Name, entry.Id);
        }

        return bytes.ToArray();
    }

    private static string FirstSegment(string path, int start) => path.IndexOf('/', start) is >= 0 and var slash ? path[start..slash] : path[start..];

    private sealed record Entry(string Name, Mode Mode, ObjectName Id)
    {
        public TreeEntry? Source { get; init; }

        public LibGit2Sharp.GitObject? Target => Source?.Target;

        public bool IsFolder => Mode == Mode.Directory;

        public byte[] SortKey { get; } = Encoding.UTF8.GetBytes(Mode == Mode.Directory ? Name + "/" : Name);
    }

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
