using System.Text;

namespace Automation.Testing.GitHub.Git;

/// <summary>One line of a tree: a file, a folder, a link or a submodule.</summary>
internal sealed record GitTreeEntry(string Mode, string Name, string Sha)
{
    public const string FileMode = "100644";
    public const string FolderMode = "40000";
    public const string LinkMode = "120000";
    public const string SubmoduleMode = "160000";

    /// <summary>The object's type.</summary>
    public string Type => Mode switch { FolderMode => "tree", SubmoduleMode => "commit", _ => "blob" };

    /// <summary>The mode as GitHub writes it: six digits.</summary>
    public string SixDigitMode => Mode.PadLeft(6, '0');
}

/// <summary>Trees as git stores them, and as flat lists of paths.</summary>
internal static class GitTree
{
    /// <summary>Reads a tree object's content.</summary>
    public static IReadOnlyList<GitTreeEntry> Parse(byte[] content)
    {
        var entries = new List<GitTreeEntry>();
        for (var at = 0; at < content.Length;)
        {
            var space = Array.IndexOf(content, (byte)' ', at);
            var zero = Array.IndexOf(content, (byte)0, space);
            entries.Add(new GitTreeEntry(
                Encoding.ASCII.GetString(content, at, space - at),
                Encoding.UTF8.GetString(content, space + 1, zero - space - 1),
                Convert.ToHexStringLower(content, zero + 1, 20)));
            at = zero + 21;
        }

        return entries;
    }

    /// <summary>Writes a tree of entries, in git's order: byte by byte, a folder as if its name ended with a slash.</summary>
    public static string Write(GitObjects objects, IEnumerable<GitTreeEntry> entries)
    {
        using var content = new MemoryStream();
        foreach (var entry in entries.OrderBy(e => Encoding.UTF8.GetBytes(e.Type == "tree" ? e.Name + "/" : e.Name), ByteOrder.Instance))
        {
            content.Write(Encoding.UTF8.GetBytes($"{entry.Mode} {entry.Name}\0"));
            content.Write(Convert.FromHexString(entry.Sha));
        }

        return objects.Add("tree", content.ToArray());
    }

    // A tree of few objects may have millions of files: a folder may be there many times.
    /// <summary>How many files of a tree bomb are compared with others.</summary>
    public const int MostCompared = 150_000;

    /// <summary>Every file of a tree and its folders, by path; at most so many.</summary>
    public static SortedDictionary<string, GitTreeEntry> Flatten(GitObjects objects, string tree, int most = int.MaxValue)
    {
        var files = new SortedDictionary<string, GitTreeEntry>(StringComparer.Ordinal);
        foreach (var (path, entry) in Walk(objects, tree).Where(e => e.Entry.Type != "tree").Take(most))
        {
            files[path] = entry;
        }

        return files;
    }

    /// <summary>Every entry of a tree and its folders, a folder before what it holds.</summary>
    public static IEnumerable<(string Path, GitTreeEntry Entry)> Walk(GitObjects objects, string tree, string prefix = "")
    {
        foreach (var entry in objects.Tree(tree) ?? [])
        {
            yield return (prefix + entry.Name, entry);
            if (entry.Type == "tree")
            {
                foreach (var below in Walk(objects, entry.Sha, prefix + entry.Name + "/"))
                {
                    yield return below;
                }
            }
        }
    }

    /// <summary>Writes the trees that hold these files.</summary>
    public static string Build(GitObjects objects, IReadOnlyDictionary<string, GitTreeEntry> files)
    {
        var entries = new List<GitTreeEntry>();
        foreach (var group in files.GroupBy(f => f.Key.Split('/', 2)[0], StringComparer.Ordinal))
        {
            if (files.TryGetValue(group.Key, out var file))
            {
                entries.Add(file with { Name = group.Key });
            }
            else
            {
                var below = group.ToDictionary(f => f.Key[(group.Key.Length + 1)..], f => f.Value, StringComparer.Ordinal);
                entries.Add(new GitTreeEntry(GitTreeEntry.FolderMode, group.Key, Build(objects, below)));
            }
        }

        return Write(objects, entries);
    }

    /// <summary>The entry at a path; null where there is none.</summary>
    public static GitTreeEntry? Find(GitObjects objects, string tree, string path)
    {
        var entry = new GitTreeEntry(GitTreeEntry.FolderMode, "", tree);
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Type != "tree" || objects.Tree(entry.Sha)?.FirstOrDefault(e => e.Name == name) is not { } next)
            {
                return null;
            }

            entry = next;
        }

        return entry;
    }

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
