using Automation.Core.Trees;

namespace Automation.Git.Folders;

/// <summary>Walks the folders below a root once, without recursion, and remembers what it could not read.</summary>
internal sealed class FolderWalk(string root, bool intoRepositories, CancellationToken cancellationToken)
{
    private readonly List<FileEntry> _files = [];
    private readonly List<UnreadableFolder> _unreadable = [];
    private readonly ListingBudget _budget = new(root);
    private readonly Stack<(string Path, int Depth)> _pending = new([("", 0)]);

    /// <summary>Every file and link, and every folder that could not be read, both in ordinal path order.</summary>
    public (IReadOnlyList<FileEntry> Files, IReadOnlyList<UnreadableFolder> Unreadable) Run()
    {
        while (_pending.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Enter(folder.Path, folder.Depth);
        }

        // Folder by folder would put a/x before a-b/x.
        _files.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _unreadable.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return (_files, _unreadable);
    }

    private void Enter(string folder, int depth)
    {
        if (depth > RepositoryPath.Deepest)
        {
            _unreadable.Add(new UnreadableFolder(folder, $"it lies deeper than {RepositoryPath.Deepest} folders"));
            return;
        }

        try
        {
            List<FolderItem> items = [.. FolderItem.In(Path.Join(root, folder))];
            if (depth > 0 && !intoRepositories && items.Exists(item => RepositoryPath.IsGit(item.Name)))
            {
                return;     // A submodule, or a repository inside this one.
            }

            items.ForEach(item => Take(item, folder.Length == 0 ? item.Name : $"{folder}/{item.Name}", depth));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(new UnreadableFolder(folder, FailureReason.Of(e)));
        }
    }

    private void Take(FolderItem item, string path, int depth)
    {
        if (RepositoryPath.IsGit(item.Name))
        {
            return;
        }

        _budget.Take(path);
        if (item.Kind != FileKind.Folder)
        {
            _files.Add(new FileEntry(path, item.Kind, item.Size));
        }
        else if (!RepositoryPath.IsLeftOut(item.Name))
        {
            _pending.Push((path, depth + 1));
        }
    }
}
