using Automation.Core.Trees;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Walks the folders of a commit once, without recursion, and remembers what it could not read.</summary>
internal sealed class TreeWalk(Repository repository, Commit commit, CancellationToken cancellationToken)
{
    private readonly List<FileEntry> _files = [];
    private readonly List<UnreadableFolder> _unreadable = [];
    private readonly ListingBudget _budget = new($"Commit {new CommitId(commit.Sha).Short}");
    private readonly Stack<(Tree Folder, string Path, int Depth)> _pending = new([(commit.Tree, "", 0)]);

    /// <summary>Every file and link, and every folder that could not be read, both in ordinal path order.</summary>
    public (IReadOnlyList<FileEntry> Files, IReadOnlyList<UnreadableFolder> Unreadable) Run()
    {
        while (_pending.TryPop(out var pending))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Enter(pending.Folder, pending.Path, pending.Depth);
        }

        // Git orders by bytes, .NET by UTF-16; they differ for characters beyond the first 65,536.
        _files.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _unreadable.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return (_files, _unreadable);
    }

    private void Enter(Tree folder, string path, int depth)
    {
        if (depth > RepositoryPath.Deepest)
        {
            _unreadable.Add(new UnreadableFolder(path, $"it lies deeper than {RepositoryPath.Deepest} folders"));
            return;
        }

        if (!repository.ObjectDatabase.Contains(folder.Id))
        {
            _unreadable.Add(new UnreadableFolder(path, "it is not in this clone, which was made with a filter or is broken"));
            return;
        }

        foreach (var entry in folder)
        {
            Take(entry, path.Length == 0 ? entry.Name : $"{path}/{entry.Name}", depth);
        }
    }

    private void Take(TreeEntry entry, string path, int depth)
    {
        if (entry.TargetType == TreeEntryTargetType.GitLink || RepositoryPath.IsGit(entry.Name))
        {
            return;
        }

        _budget.Take(path);
        if (entry.Target is not Tree folder)
        {
            _files.Add(TreeItem.EntryOf(repository, entry, path));
        }
        else if (!RepositoryPath.IsLeftOut(entry.Name))
        {
            _pending.Push((folder, path, depth + 1));
        }
    }
}
