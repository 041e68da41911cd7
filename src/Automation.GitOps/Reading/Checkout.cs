using Automation.Core.Trees;

namespace Automation.GitOps.Reading;

/// <summary>A repository of which the files are given, at one revision. Links are followed inside it, as tools on a disk would, and never out of it.</summary>
/// <param name="name">What it is called in findings; empty for the GitOps repository itself.</param>
/// <param name="tree">Its files.</param>
public sealed class Checkout(string name, FileTree tree)
{
    // As many as Linux follows for one path (path_resolution(7)).
    private const int MostLinks = 40;

    private readonly Lazy<Listing> _listing = new(() => Listing.Of(tree));

    /// <summary>What it is called in findings; empty for the GitOps repository itself.</summary>
    public string Name => name;

    /// <summary>Its files, with links as links.</summary>
    public FileTree Tree => tree;

    /// <summary>What a path leads to, with every link in it followed; null if it leaves the repository, or leads to nothing.</summary>
    /// <param name="path">From the root; <c>.</c> and <c>..</c> are resolved, and the empty path is the root.</param>
    public FoundPath? Find(string path)
    {
        var (pending, links) = (new Stack<string>(path.Split('/').Reverse()), (List<string>?)null);
        var current = "";
        while (pending.TryPop(out var segment))
        {
            if (segment is "" or ".")
            {
                continue;
            }

            if (segment == "..")
            {
                if (current.Length == 0)
                {
                    return null;
                }

                current = RepositoryPath.FolderOf(current);
                continue;
            }

            var next = Combine(current, segment);
            if (!_listing.Value.Links.Contains(next))
            {
                current = next;
                continue;
            }

            (links ??= []).Add(next);
            if (links.Count > MostLinks || tree.LinkText(next) is not { Length: > 0 } text || text[0] == '/')
            {
                return null;
            }

            foreach (var step in text.Split('/').Reverse())
            {
                pending.Push(step);
            }
        }

        return IsFile(current) ? new FoundPath(current, false, links ?? [])
            : IsFolder(current) ? new FoundPath(current, true, links ?? [])
            : null;
    }

    /// <summary>The entries below a folder: files and links, in ordinal order.</summary>
    /// <param name="folder">The folder, without links in its path.</param>
    public IEnumerable<FileEntry> Below(string folder)
    {
        var (entries, prefix) = (_listing.Value.Entries, folder + "/");
        for (var i = folder.Length == 0 ? 0 : IndexOf(prefix); i < entries.Length; i++)
        {
            if (folder.Length > 0 && !entries[i].Path.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield break;
            }

            yield return entries[i];
        }
    }

    /// <summary>The entry of a file; null if there is none.</summary>
    /// <param name="path">Its path, without links in it.</param>
    public FileEntry? Entry(string path)
    {
        var index = IndexOf(path);
        return index < _listing.Value.Entries.Length && _listing.Value.Entries[index] is var entry && entry.Path == path ? entry : null;
    }

    /// <summary>The bytes of a file; null if it is absent, too large or cannot be read.</summary>
    public ReadOnlyMemory<byte>? Read(string path, long limit, CancellationToken cancellationToken = default) =>
        tree.Read(path, limit, cancellationToken) is FileContent.Whole { Bytes: var bytes } ? bytes : null;

    /// <summary>A path in a folder; an empty folder is the root.</summary>
    public static string Combine(string folder, string path) => folder.Length == 0 ? path : path.Length == 0 ? folder : $"{folder}/{path}";

    private bool IsFile(string path) => Entry(path) is { Kind: FileKind.File };

    private bool IsFolder(string path)
    {
        var index = IndexOf(path + "/");
        return path.Length == 0 || (index < _listing.Value.Entries.Length && _listing.Value.Entries[index].Path.StartsWith(path + "/",
            StringComparison.Ordinal));
    }

    // The first entry that does not come before a path.
    private int IndexOf(string path)
    {
        var (low, high) = (0, _listing.Value.Entries.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (string.CompareOrdinal(_listing.Value.Entries[middle].Path, path) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed record Listing(FileEntry[] Entries, HashSet<string> Links)
    {
        public static Listing Of(FileTree tree)
        {
            FileEntry[] entries = [.. tree.List()];
            return new Listing(entries, [.. entries.Where(e => e.Kind == FileKind.Link).Select(e => e.Path)]);
        }
    }
}

/// <summary>What a path leads to.</summary>
/// <param name="Path">The path without links in it; empty for the root.</param>
/// <param name="IsFolder">Whether it is a folder, and not a file.</param>
/// <param name="Links">The links on the way, in order.</param>
public sealed record FoundPath(string Path, bool IsFolder, IReadOnlyList<string> Links);
