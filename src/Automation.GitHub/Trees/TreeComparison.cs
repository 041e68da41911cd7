using Automation.Core.Trees;
using Automation.GitHub.Access;

namespace Automation.GitHub.Trees;

/// <summary>
/// Finds the files of a folder that differ between trees, for many pairs of trees at once: level by level, and of each level only the folders that differ. A
/// hundred commits cost about as many calls as one.
/// </summary>
/// <param name="access">The repository.</param>
/// <param name="cache">The cache of files and trees.</param>
public sealed class TreeComparison(RepositoryAccess access, BlobCache cache)
{
    /// <summary>Trees beyond these are not read; GraphQL returns a hundred in a call.</summary>
    private const int MostTrees = 4_000;

    private readonly TreeBatches _trees = new(access, cache);

    /// <summary>The differences of each pair, by path; null for those that would take too many calls, the largest first.</summary>
    /// <param name="pairs">The trees before and after; null before for an empty one.</param>
    /// <param name="folder">A folder in the root; other files are not compared.</param>
    /// <exception cref="GitHubBusyException">A rate limit is exhausted.</exception>
    /// <exception cref="GitHubRefusalException">GitHub does not show a tree.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<ListedChange>?>> RunAsync(
        IReadOnlyList<(string? Before, string After)> pairs, string folder, CancellationToken cancellationToken)
    {
        var changes = pairs.Select(_ => new List<ListedChange>()).ToList();
        var (level, read, dropped) = (pairs.Select((p, i) => new Differing(i, "", p.Before, p.After)).ToList(), 0, new HashSet<int>());
        while (level.Count > 0)
        {
            while (level.Count > 0 && TreesOf(level).Count() + read > MostTrees)
            {
                var largest = level.CountBy(d => d.Pair).MaxBy(p => p.Value).Key;
                dropped.Add(largest);
                level.RemoveAll(d => d.Pair == largest);
            }

            List<string> wanted = [.. TreesOf(level)];
            read += wanted.Count;
            var trees = await _trees.ReadAsync(wanted, cancellationToken);
            var next = new List<Differing>();
            foreach (var differing in level)
            {
                Compare(differing, trees, folder, changes[differing.Pair], next);
            }

            level = next;
        }

        return [.. changes.Select((c, i) => dropped.Contains(i) ? null : c)];
    }

    private static IEnumerable<string> TreesOf(IEnumerable<Differing> level) =>
        level.SelectMany(d => new[] { d.Before, d.After }).OfType<string>().Distinct(StringComparer.Ordinal);

    private static void Compare(
        Differing differing, IReadOnlyDictionary<string, TreeLines> trees, string folder, List<ListedChange> changes, List<Differing> next)
    {
        var (before, after) = (Entries(differing.Before), Entries(differing.After));
        foreach (var name in before.Keys.Union(after.Keys).Where(n => differing.Path.Length > 0 || n == folder).Order(StringComparer.Ordinal))
        {
            var (old, now) = (Find(before, name), Find(after, name));
            if (old?.Sha == now?.Sha)
            {
                continue;
            }

            var path = differing.Path.Length == 0 ? name : $"{differing.Path}/{name}";
            if ((IsFolder(old) || IsFolder(now)) && path.AsSpan().Count('/') < RepositoryPath.Deepest)
            {
                next.Add(new Differing(differing.Pair, path, IsFolder(old) ? old!.Value.Sha : null, IsFolder(now) ? now!.Value.Sha : null));
            }

            if (File(path, old) is var oldFile && File(path, now) is var newFile && (oldFile ?? newFile) is not null)
            {
                changes.Add(new ListedChange(path, oldFile, newFile));
            }
        }

        Dictionary<string, ListedEntry> Entries(string? tree)
        {
            var entries = new Dictionary<string, ListedEntry>(StringComparer.Ordinal);
            foreach (var entry in tree is null ? [] : trees[tree].Lines)
            {
                entries[entry.Path] = entry;
            }

            return entries;
        }
    }

    private static ListedEntry? Find(Dictionary<string, ListedEntry> entries, string name) => entries.TryGetValue(name, out var entry) ? entry : null;

    private static bool IsFolder(ListedEntry? entry) => entry is { Kind: ListedEntryKind.Folder };

    private static FileEntry? File(string path, ListedEntry? entry) =>
        entry is { Kind: ListedEntryKind.File or ListedEntryKind.Program } file ? file.At(path) : null;

    private sealed record Differing(int Pair, string Path, string? Before, string? After);
}

/// <summary>A file that differs between two trees.</summary>
/// <param name="Path">The path from the root.</param>
/// <param name="Before">The file before; null if there was none.</param>
/// <param name="After">The file after; null if there is none.</param>
public sealed record ListedChange(string Path, FileEntry? Before, FileEntry? After);
