using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;

namespace Automation.GitHub.Trees;

/// <summary>
/// Lists the files of a commit. A list that GitHub cuts off (100,000 entries, 7 MB; REST: "Get a tree") is requested folder by folder, and each tree once,
/// however
/// many folders are that tree.
/// </summary>
internal sealed class GitHubListing(RepositoryAccess access, BlobCache cache, BudgetMeter? meter)
{
    /// <summary>The maximum number of calls for one commit without a budget.</summary>
    private const int MostCalls = 500;

    private const string Json = "application/vnd.github+json";

    /// <summary>
    /// Whether to request the commit even if it was listed before: files that GitHub no longer lets the App read must not be read from the cache either.
    /// </summary>
    public bool AsksAgain { get; init; }

    /// <summary>A listing of an earlier commit, whose entries are used again; null if there is none.</summary>
    public ListedTree? Before { get; init; }

    private readonly List<FileEntry> _files = [];
    private readonly List<string> _tracked = [];
    private readonly List<UnlistedFolder> _unlisted = [];
    private int _calls;
    private bool _isFull;

    private int MostEntries => meter?.Budget.Entries ?? CheckBudget.MostEntries;

    public async Task<ListedTree> RunAsync(string commit, CancellationToken cancellationToken)
    {
        if (!AsksAgain && cache.FindTree(access.Repository, commit) is { } known && known.Tracked.Count <= MostEntries)
        {
            return known;
        }

        // Folders of installed packages are last, so that the calls are used for the repository's own files first.
        var (pending, packages) = (new Stack<(string Sha, string Path)>([(commit, "")]), new Stack<(string Sha, string Path)>());
        while (pending.TryPop(out var folder) || packages.TryPop(out folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isFull || await LinesAsync(folder.Sha, isRoot: folder.Path.Length == 0, cancellationToken) is not { } lines)
            {
                _unlisted.Add(new UnlistedFolder(folder.Path, folder.Sha, _isFull ? BudgetKind.Entries : BudgetKind.Calls));
                continue;
            }

            Take(lines, folder, name => RepositoryPath.IsLeftOut(name) ? packages : pending);
        }

        _files.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        _tracked.Sort(string.CompareOrdinal);
        _unlisted.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        var listed = new ListedTree(_files, _tracked, _unlisted);
        if (!AsksAgain && _unlisted.Count == 0)
        {
            cache.AddTree(access.Repository, commit, listed);
        }

        return listed;
    }

    private void Take(TreeLines lines, (string Sha, string Path) folder, Func<string, Stack<(string Sha, string Path)>> pending)
    {
        foreach (var line in lines.Lines)
        {
            var path = folder.Path.Length == 0 ? line.Path : $"{folder.Path}/{line.Path}";
            var depth = path.AsSpan().Count('/');
            if (depth > RepositoryPath.Deepest || IsAny(path, RepositoryPath.IsGit))
            {
                continue;
            }

            if (line.Kind == ListedEntryKind.Folder)
            {
                // A recursive list contains the content of its folders.
                if (!lines.IsRecursive && depth < RepositoryPath.Deepest)
                {
                    pending(line.Path).Push((line.Sha, path));
                }

                continue;
            }

            if (_tracked.Count >= MostEntries)
            {
                _isFull = true;
                _unlisted.Add(new UnlistedFolder(folder.Path, folder.Sha, BudgetKind.Entries));
                return;
            }

            // A submodule is one path, with any content; files of installed packages are tracked and not listed.
            _tracked.Add(path);
            if (line.Kind != ListedEntryKind.Submodule && !IsAny(path.AsSpan(0, Math.Max(path.LastIndexOf('/'), 0)), RepositoryPath.IsLeftOut))
            {
                _files.Add(folder.Path.Length == 0 && line.Known is { } known ? known : line.At(path));
            }
        }
    }

    // Avoids an array of segments for each of thousands of paths.
    private static bool IsAny(ReadOnlySpan<char> path, Func<ReadOnlySpan<char>, bool> isSegment)
    {
        foreach (var segment in path.Split('/'))
        {
            if (isSegment(path[segment]))
            {
                return true;
            }
        }

        return false;
    }

    // Null if the budget is exhausted, or the response is too large.
    private async Task<TreeLines?> LinesAsync(string sha, bool isRoot, CancellationToken cancellationToken)
    {
        if (!(isRoot && AsksAgain) && cache.FindLines(access.Repository, sha) is { } known)
        {
            return known;
        }

        // Paths below another folder than the root are relative to it.
        var (lines, isTruncated) = await AskAsync(sha, isRecursive: true, isRoot && Before is not null ? new KnownListing(Before) : null, cancellationToken);
        if (isTruncated)
        {
            (lines, _) = await AskAsync(sha, isRecursive: false, known: null, cancellationToken);
        }

        if (lines is null)
        {
            return null;
        }

        var found = new TreeLines(lines, !isTruncated);

        // A whole commit in one list is kept as the tree that it is listed for.
        if (!isRoot || (isTruncated && !AsksAgain))
        {
            cache.AddLines(access.Repository, sha, found);
        }

        return found;
    }

    private async Task<(List<ListedEntry>? Lines, bool IsTruncated)> AskAsync(
        string sha, bool isRecursive, KnownListing? known, CancellationToken cancellationToken)
    {
        if (meter is null ? _calls >= MostCalls : !meter.MayRead)
        {
            return (null, false);
        }

        _calls++;
        var lines = new List<ListedEntry>(known?.Count ?? 0);
        var isTruncated = await access.Streamed.GetAsync(
            $"repos/{access.Repository}/git/trees/{sha}{(isRecursive ? "?recursive=1" : "")}",
            Json,
            async (content, token) =>
            {
                await using var stream = await content.ReadAsStreamAsync(token);
                return await TreeJson.ReadAsync(stream, Keep, known, token);
            },
            cancellationToken);
        if (isTruncated == true && isRecursive)
        {
            return (null, true);
        }

        // A truncated list without folders cannot be completed.
        if (isTruncated is null or true || meter?.TryList(lines.Count) == false)
        {
            _isFull = true;
            return (null, false);
        }

        return (lines, false);

        bool Keep(ListedEntry line)
        {
            // The folders of a recursive list follow from its files.
            if (!isRecursive || line.Kind != ListedEntryKind.Folder)
            {
                lines.Add(line);
            }

            return lines.Count <= MostEntries;
        }
    }
}
