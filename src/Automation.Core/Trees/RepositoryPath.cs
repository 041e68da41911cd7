namespace Automation.Core.Trees;

/// <summary>The valid form of a path below a repository's root. Other paths leave the root, or have a second spelling.</summary>
public static class RepositoryPath
{
    /// <summary>The longest path that is looked up or listed, as on Linux.</summary>
    public const int Longest = 4096;

    /// <summary>The deepest folder that is listed.</summary>
    public const int Deepest = 128;

    /// <summary>The segments of <paramref name="path"/>, or null if it is not a plain path below the root.</summary>
    public static string[]? Segments(string path)
    {
        if (path.Length is 0 or > Longest)
        {
            return null;
        }

        var segments = path.Split('/');
        return Array.TrueForAll(segments, IsPlain) ? segments : null;
    }

    /// <summary>The folder of a path; empty for the root.</summary>
    public static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    /// <summary>The path from a folder to <paramref name="path"/> below it; null if it is elsewhere. An empty folder is the root.</summary>
    public static string? Within(string folder, string path) =>
        folder.Length == 0 ? path
            : path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal) ? path[(folder.Length + 1)..]
            : null;

    /// <summary>A path without <c>.</c> and <c>..</c>, whether or not it exists; null if it leaves the root. Links are not followed.</summary>
    public static string? Resolved(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/').Where(s => s is not ("" or ".")))
        {
            if (segment != "..")
            {
                kept.Add(segment);
            }
            else if (kept.Count == 0)
            {
                return null;
            }
            else
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return string.Join('/', kept);
    }

    /// <summary>The deepest of some folders that <paramref name="path"/> is below; null if it is below none.</summary>
    public static string? Closest(HashSet<string> folders, string path)
    {
        var lookup = folders.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var slash = folders.Count == 0 ? -1 : path.LastIndexOf('/'); slash > 0; slash = path.AsSpan(0, slash).LastIndexOf('/'))
        {
            if (lookup.TryGetValue(path.AsSpan(0, slash), out var folder))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a name is git's own folder, or the file in its place. Ignores case, and the characters that HFS+ ignores in names (git, is_hfs_dotgit),
    /// because some file systems do.
    /// </summary>
    public static bool IsGit(ReadOnlySpan<char> name)
    {
        const string git = ".git";
        var at = 0;
        foreach (var c in name)
        {
            if (IsIgnored(c))
            {
                continue;
            }

            if (at == git.Length || char.ToLowerInvariant(c) != git[at++])
            {
                return false;
            }
        }

        return at == git.Length;
    }

    /// <summary>A folder that listings skip. Installed packages contain their own descriptors, which are not this repository's.</summary>
    public static bool IsLeftOut(ReadOnlySpan<char> name) => name is "node_modules";

    private static bool IsIgnored(char c) =>
        c is (>= '\u200c' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u206a' and <= '\u206f') or '\ufeff';

    private static bool IsPlain(string segment) =>
        segment is not ("" or "." or "..")
        && !IsGit(segment)
        && !segment.Contains('\0', StringComparison.Ordinal)
        && (!OperatingSystem.IsWindows() || IsPlainOnWindows(segment));

    // Windows has more ways to leave it (backslashes, drives, streams) and drops dots and spaces at the end: "..." and ".git." among them.
    private static bool IsPlainOnWindows(string segment) =>
        segment.AsSpan().IndexOfAny('\\', ':') < 0 && segment[^1] is not ('.' or ' ');
}
