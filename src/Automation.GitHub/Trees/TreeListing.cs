using Automation.Core.Trees;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Trees;

/// <summary>Lists the files of a commit. A list that GitHub cuts off (100,000 entries, 7 MB; REST: "Get a tree") is asked for folder by folder.</summary>
internal sealed class TreeListing(RepositoryAccess access)
{
    /// <summary>The most calls for one commit: what lies in further folders is said not to have been judged.</summary>
    private const int MostCalls = 500;

    private readonly List<FileEntry> _files = [];
    private readonly List<string> _tracked = [];
    private readonly List<UnreadableFolder> _unreadable = [];
    private int _calls;

    /// <summary>Every file and link, every path that is tracked, and every folder that could not be listed, all in ordinal path order.</summary>
    public async Task<(IReadOnlyList<FileEntry> Files, IReadOnlyList<string> Tracked, IReadOnlyList<UnreadableFolder> Unreadable)> RunAsync(string commit, CancellationToken cancellationToken)
    {
        // Folders of installed packages come last: the calls are for the repository's own files first.
        var (pending, packages) = (new Stack<(string Sha, string Path)>([(commit, "")]), new Stack<(string Sha, string Path)>());
        while (pending.TryPop(out var folder) || packages.TryPop(out folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_calls >= MostCalls)
            {
                _unreadable.Add(new UnreadableFolder(folder.Path, "the repository holds more files than are asked of GitHub for one check"));
                continue;
            }

            await ListAsync(folder.Sha, folder.Path, name => RepositoryPath.IsLeftOut(name) ? packages : pending);
        }

        _files.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _tracked.Sort(string.CompareOrdinal);
        _unreadable.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return (_files, _tracked, _unreadable);
    }

    private async Task ListAsync(string sha, string path, Func<string, Stack<(string Sha, string Path)>> pending)
    {
        _calls++;
        var whole = await access.Client.Git.Tree.GetRecursive(access.Repository.Owner, access.Repository.Name, sha);
        if (!whole.Truncated)
        {
            foreach (var item in whole.Tree.Where(i => i.Type.Value != TreeType.Tree))
            {
                Take(item, Join(path, item.Path));
            }

            return;
        }

        _calls++;
        foreach (var item in (await access.Client.Git.Tree.Get(access.Repository.Owner, access.Repository.Name, sha)).Tree)
        {
            var inside = Join(path, item.Path);
            if (item.Type.Value != TreeType.Tree)
            {
                Take(item, inside);
            }
            else if (!RepositoryPath.IsGit(item.Path) && inside.Count(c => c == '/') < RepositoryPath.Deepest)
            {
                pending(item.Path).Push((item.Sha, inside));
            }
        }
    }

    private void Take(TreeItem item, string path)
    {
        var segments = path.Split('/');
        if (segments.Length - 1 > RepositoryPath.Deepest || segments.Any(s => RepositoryPath.IsGit(s)))
        {
            return;
        }

        // A submodule is an entry of type commit: one path, whatever is in it.
        _tracked.Add(path);
        if (item.Type.Value == TreeType.Blob && !segments.SkipLast(1).Any(s => RepositoryPath.IsLeftOut(s)))
        {
            _files.Add(new FileEntry(path, item.Mode == "120000" ? FileKind.Link : FileKind.File, item.Mode == "120000" ? 0 : item.Size) { BlobId = item.Sha });
        }
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
