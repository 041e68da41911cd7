using Automation.Core;
using Automation.Core.Trees;

namespace Automation.Git.Disk;

/// <summary>Walks the folders below a root once, level by level, and remembers what it could not read.</summary>
internal sealed class FolderWalk(string root, bool intoRepositories, CancellationToken cancellationToken)
{
    /// <summary>How many folders are listed in parallel before the count is checked.</summary>
    private const int AtOnce = 1_024;

    private const int Few = 63;

    private readonly List<FileEntry> _files = [];
    private readonly List<UnreadableFolder> _unreadable = [];
    private readonly List<string> _repositories = [];
    private readonly List<string> _folders = [];
    private readonly ListingBudget _budget = new(root);

    /// <summary>Lists the folders below <paramref name="start"/>, which is empty for the root.</summary>
    public FolderListing Run(string start = "")
    {
        List<string> level = [start];
        for (var depth = start.Length == 0 ? 0 : start.Count(c => c == '/') + 1; level.Count > 0; depth++)
        {
            level = depth > RepositoryPath.Deepest ? Refuse(level) : Walk(level, depth);
        }

        // Folder by folder would put a/x before a-b/x.
        _files.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _unreadable.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _repositories.Sort(string.CompareOrdinal);
        return new FolderListing(_files, _unreadable, _repositories, _folders);
    }

    private List<string> Refuse(List<string> folders)
    {
        _unreadable.AddRange(folders.Select(f => new UnreadableFolder(f, $"it is more than {RepositoryPath.Deepest} folders deep")));
        return [];
    }

    // Returns the folders below these.
    private List<string> Walk(List<string> folders, int depth)
    {
        var below = new List<string>();
        foreach (var some in folders.Chunk(AtOnce))
        {
            var contents = new FolderContent[some.Length];
            SideBySide.For(some.Length, Few, i => contents[i] = Enter(some[i], depth), cancellationToken);
            foreach (var content in contents)
            {
                Take(content, below);
            }
        }

        return below;
    }

    private FolderContent Enter(string folder, int depth)
    {
        try
        {
            List<FolderItem> items = [.. FolderItem.In(Path.Join(root, folder))];
            var isOther = depth > 0 && items.Exists(item => RepositoryPath.IsGit(item.Name));   // A submodule, or a nested repository.
            return new FolderContent(folder, isOther && !intoRepositories ? [] : items, null) { IsRepository = isOther };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FolderContent(folder, [], FailureReason.Of(e));
        }
    }

    private void Take(FolderContent content, List<string> below)
    {
        if (content.Failure is { } reason)
        {
            _unreadable.Add(new UnreadableFolder(content.Folder, reason));
        }

        if (content.IsRepository)
        {
            _repositories.Add(content.Folder);
        }

        if (intoRepositories || !content.IsRepository)
        {
            _folders.Add(content.Folder);
        }

        foreach (var item in content.Items.Where(i => !RepositoryPath.IsGit(i.Name)))
        {
            var path = content.Folder.Length == 0 ? item.Name : $"{content.Folder}/{item.Name}";
            _budget.Take(path);
            if (item.Kind != FileKind.Folder)
            {
                _files.Add(new FileEntry(path, item.Kind, item.Size));
            }
            else if (!RepositoryPath.IsLeftOut(item.Name))
            {
                below.Add(path);
            }
        }
    }

    private sealed record FolderContent(string Folder, List<FolderItem> Items, string? Failure)
    {
        public bool IsRepository { get; init; }
    }
}

/// <summary>What a walk found, each in ordinal path order but for the folders.</summary>
/// <param name="Files">Every file and link.</param>
/// <param name="Unreadable">The folders that could not be read.</param>
/// <param name="Repositories">The folders that are working trees of other repositories.</param>
/// <param name="Folders">The folders that were entered.</param>
internal sealed record FolderListing(
    IReadOnlyList<FileEntry> Files, IReadOnlyList<UnreadableFolder> Unreadable, IReadOnlyList<string> Repositories, IReadOnlyList<string> Folders);
