using Automation.Core.Trees;
using Automation.Git.Disk;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Walks the folders of a commit once, without recursion, and remembers what it could not read.</summary>
internal sealed class CommitWalk(Repository repository, Commit commit, CancellationToken cancellationToken)
{
    private readonly List<FileEntry> _files = [];
    private readonly List<string> _tracked = [];
    private readonly List<UnreadableFolder> _unreadable = [];
    private readonly ListingBudget _budget = new($"Commit {new CommitId(commit.Sha).Short}");
    private readonly Stack<Pending> _pending = new([new Pending(commit.Tree, "", Depth: 0, IsListed: true)]);

    /// <summary>Every file and link, every path that is tracked, and every folder that could not be read, all in ordinal path order.</summary>
    public (IReadOnlyList<FileEntry> Files, IReadOnlyList<string> Tracked, IReadOnlyList<UnreadableFolder> Unreadable) Run()
    {
        while (_pending.TryPop(out var pending))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Enter(pending);
        }

        // Git orders by bytes, .NET by UTF-16; they differ for characters beyond the first 65,536.
        _files.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _tracked.Sort(string.CompareOrdinal);
        _unreadable.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return (_files, _tracked, _unreadable);
    }

    private void Enter(Pending pending)
    {
        var (folder, path, depth, _) = pending;
        if (depth > RepositoryPath.Deepest)
        {
            _unreadable.Add(new UnreadableFolder(path, $"it is more than {RepositoryPath.Deepest} folders deep"));
            return;
        }

        if (!repository.ObjectDatabase.Contains(folder.Id))
        {
            _unreadable.Add(new UnreadableFolder(path, "it is not in this clone, which was made with a filter or is damaged"));
            return;
        }

        foreach (var entry in folder)
        {
            Take(entry, path.Length == 0 ? entry.Name : $"{path}/{entry.Name}", pending);
        }
    }

    private void Take(TreeEntry entry, string path, Pending pending)
    {
        if (RepositoryPath.IsGit(entry.Name))
        {
            return;
        }

        _budget.Take(path);
        if (entry.TargetType == TreeEntryTargetType.Tree)
        {
            _pending.Push(new Pending((Tree)entry.Target, path, pending.Depth + 1, pending.IsListed && !RepositoryPath.IsLeftOut(entry.Name)));
            return;
        }

        _tracked.Add(path);
        if (pending.IsListed && entry.TargetType != TreeEntryTargetType.GitLink)
        {
            _files.Add(TreeItem.EntryOf(repository, entry, path));
        }
    }

    // IsListed: whether its files are listed, and not only tracked.
    private sealed record Pending(Tree Folder, string Path, int Depth, bool IsListed);
}
