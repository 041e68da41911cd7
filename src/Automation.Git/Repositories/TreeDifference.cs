using Automation.Core.Trees;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Compares two folders of git's objects, and opens only what differs. The library's own comparison opens every folder.</summary>
internal sealed class TreeDifference(Repository repository, CommitId commit, CancellationToken cancellationToken)
{
    private readonly List<FileDifference> _differences = [];
    private readonly ListingBudget _budget = new($"The difference to commit {commit.Short}");
    private readonly Stack<(Tree? From, Tree? To, string Path, int Depth)> _pending = new();

    /// <summary>The files that differ, in ordinal path order.</summary>
    public IReadOnlyList<FileDifference> Between(Tree from, Tree to)
    {
        _pending.Push((from, to, "", 0));
        while (_pending.TryPop(out var pending))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pending.Depth > RepositoryPath.Deepest)
            {
                throw new RepositoryException($"'{pending.Path}' lies deeper than {RepositoryPath.Deepest} folders.");
            }

            Compare(pending.From, pending.To, pending.Path, pending.Depth);
        }

        _differences.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return _differences;
    }

    private void Compare(Tree? from, Tree? to, string path, int depth)
    {
        var before = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries(from))
        {
            before[entry.Name] = entry;     // A broken tree may hold a name twice; a listing does not mind either.
        }

        foreach (var now in Entries(to))
        {
            if (!before.Remove(now.Name, out var old) || old.Mode != now.Mode || old.Target.Id != now.Target.Id)
            {
                Take(old, now, Join(path, now.Name), depth);
            }
        }

        foreach (var gone in before.Values)
        {
            Take(gone, null, Join(path, gone.Name), depth);
        }
    }

    private void Take(TreeEntry? old, TreeEntry? now, string path, int depth)
    {
        _budget.Take(path);
        var (oldFolder, newFolder) = (FolderOf(old), FolderOf(now));
        if (oldFolder is not null || newFolder is not null)
        {
            _pending.Push((oldFolder, newFolder, path, depth + 1));
        }

        var isFile = now is not null && newFolder is null;
        if (isFile || (old is not null && oldFolder is null))
        {
            _differences.Add(new FileDifference(path, isFile ? new FileEntry(path, TreeItem.KindOf(now!), 0) { BlobId = now!.Target.Sha } : null));
        }
    }

    private Tree? FolderOf(TreeEntry? entry) =>
        entry is not { TargetType: TreeEntryTargetType.Tree } ? null
        : repository.ObjectDatabase.Contains(entry.Target.Id) ? (Tree)entry.Target
        : throw new RepositoryException($"The folder '{entry.Path}' is not in this clone, which was made with a filter or is broken.");

    // What a listing leaves out differs in nothing that a listing names.
    private static IEnumerable<TreeEntry> Entries(Tree? folder) => folder is null ? [] : folder.Where(e =>
        e.TargetType != TreeEntryTargetType.GitLink && !RepositoryPath.IsGit(e.Name) && !(e.TargetType == TreeEntryTargetType.Tree && RepositoryPath.IsLeftOut(e.Name)));

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
