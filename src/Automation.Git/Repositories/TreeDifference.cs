using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;

namespace Automation.Git.Repositories;

/// <summary>Compares two folders of git's objects, and opens only what differs. The library's own comparison opens every folder.</summary>
internal sealed class TreeDifference(FolderLines folders, CommitId commit, CancellationToken cancellationToken)
{
    private readonly List<FileDifference> _differences = [];
    private readonly ListingBudget _budget = new($"The difference to commit {commit.Short}");
    private readonly Stack<Pending> _pending = new();

    /// <summary>The files that differ, in ordinal path order.</summary>
    public IReadOnlyList<FileDifference> Between(ObjectName from, ObjectName to)
    {
        _pending.Push(new Pending(from, to, "", 0));
        while (_pending.TryPop(out var pending))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pending.Depth > RepositoryPath.Deepest)
            {
                throw new RepositoryException($"'{pending.Path}' is more than {RepositoryPath.Deepest} folders deep.");
            }

            Compare(pending);
        }

        _differences.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return _differences;
    }

    private void Compare(Pending pending)
    {
        var differing = DifferingLines.Between(Content(pending.From, pending.Path).Span, Content(pending.To, pending.Path).Span);
        foreach (var (name, pair) in differing)
        {
            Take(Listed(name, pair.Old), Listed(name, pair.Now), pending.Path.Length == 0 ? name : $"{pending.Path}/{name}", pending.Depth);
        }
    }

    private void Take(DifferingLine? old, DifferingLine? now, string path, int depth)
    {
        if (old == now)
        {
            return;
        }

        _budget.Take(path);
        var (oldFolder, newFolder) = (old is { IsFolder: true } ? old.Target : null, now is { IsFolder: true } ? now.Target : null);
        if (oldFolder is not null || newFolder is not null)
        {
            _pending.Push(new Pending(oldFolder, newFolder, path, depth + 1));
        }

        var isFile = now is { IsFolder: false };
        if (isFile || old is { IsFolder: false })
        {
            _differences.Add(new FileDifference(
                path, isFile ? new FileEntry(path, now!.IsLink ? FileKind.Link : FileKind.File, 0) { BlobId = now.Target.Hex } : null));
        }
    }

    private ReadOnlyMemory<byte> Content(ObjectName? folder, string path) =>
        folder is null ? ReadOnlyMemory<byte>.Empty
        : folders.Read(folder) ?? throw new RepositoryException($"The folder '{path}' is not in this clone, which was made with a filter or is damaged.");

    // What a listing leaves out is not part of the difference.
    private static DifferingLine? Listed(string name, DifferingLine? line) =>
        line is null or { IsSubmodule: true } || RepositoryPath.IsGit(name) || (line.IsFolder && RepositoryPath.IsLeftOut(name)) ? null : line;

    private sealed record Pending(ObjectName? From, ObjectName? To, string Path, int Depth);
}
