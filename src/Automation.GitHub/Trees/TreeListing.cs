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
    private readonly List<UnreadableFolder> _unreadable = [];
    private int _calls;

    /// <summary>Every file and link, and every folder that could not be listed, both in ordinal path order.</summary>
    public async Task<(IReadOnlyList<FileEntry> Files, IReadOnlyList<UnreadableFolder> Unreadable)> RunAsync(string commit, CancellationToken cancellationToken)
    {
        var pending = new Stack<(string Sha, string Path)>([(commit, "")]);
        while (pending.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_calls >= MostCalls)
            {
                _unreadable.Add(new UnreadableFolder(folder.Path, "the repository holds more files than are asked of GitHub for one check"));
                continue;
            }

            await ListAsync(folder.Sha, folder.Path, pending);
        }

        _files.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _unreadable.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return (_files, _unreadable);
    }

    private async Task ListAsync(string sha, string path, Stack<(string Sha, string Path)> pending)
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
            else if (!RepositoryPath.IsGit(item.Path) && !RepositoryPath.IsLeftOut(item.Path) && inside.Count(c => c == '/') < RepositoryPath.Deepest)
            {
                pending.Push((item.Sha, inside));
            }
        }
    }

    private void Take(TreeItem item, string path)
    {
        if (item.Type.Value == TreeType.Blob && IsListed(path))
        {
            _files.Add(new FileEntry(path, item.Mode == "120000" ? FileKind.Link : FileKind.File, item.Mode == "120000" ? 0 : item.Size) { BlobId = item.Sha });
        }
    }

    // As a clone is listed.
    private static bool IsListed(string path)
    {
        var segments = path.Split('/');
        return segments.Length - 1 <= RepositoryPath.Deepest && !segments.Any(s => RepositoryPath.IsGit(s)) && !segments.SkipLast(1).Any(s => RepositoryPath.IsLeftOut(s));
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
