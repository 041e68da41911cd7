using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>Updates the files and the index of a working copy to its branch.</summary>
internal sealed class CheckoutFiles(Repository repository, string root)
{
    private const string NewIndex = "automation-index.tmp";

    /// <summary>Throws if a file that the commit adds already exists and is not in git.</summary>
    public void RefuseUntracked(CommitId? from, CommitId to)
    {
        var tree = new DirectoryTree(root);
        foreach (var change in Differing(from, to).Where(c => c.Old is null && c.New is not null))
        {
            if (tree.Contains(change.Path))
            {
                throw new RepositoryException($"'{change.Path}' is in the working copy at {root}, but not in git: move it first.");
            }
        }
    }

    /// <summary>Updates the files and the index.</summary>
    public void Bring(CommitId? from, CommitId to)
    {
        FolderWriter.Apply(root, [.. Differing(from, to).Select(c => new TreeChange(c.Path, Content(c.New)))]);
        WriteIndex(to);
    }

    /// <summary>Completes an interrupted update; files that were changed since then are not touched.</summary>
    public void BringAgain(CommitId? from, CommitId to)
    {
        FolderWriter.Recover(root);
        FolderWriter.DiscardUnfinished(root);
        var tree = new DirectoryTree(root);
        foreach (var change in Differing(from, to))
        {
            var now = tree.Read(change.Path, long.MaxValue) is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : null;
            if (now != change.Old?.Sha && now != change.New?.Sha)
            {
                throw new RepositoryException($"'{change.Path}' in the working copy at {root} was changed after a publish was interrupted. Update the files "
                    + $"with 'git restore --staged --worktree .', or keep yours, and delete {Path.Join(GitFolders.Own(repository), "automation-checkout")}.");
            }
        }

        Bring(from, to);
    }

    private List<(string Path, ObjectId? Old, ObjectId? New)> Differing(CommitId? from, CommitId to)
    {
        using var changes = repository.Diff.Compare<TreeChanges>(
            from is null ? null : Tree(from), Tree(to), new CompareOptions { Similarity = SimilarityOptions.None });
        return [.. changes.Select(c => (c.Path, Existing(c.OldOid, c.Status == ChangeKind.Added), Existing(c.Oid, c.Status == ChangeKind.Deleted)))];
    }

    private static ObjectId? Existing(ObjectId id, bool isAbsent) => isAbsent ? null : id;

    private Tree Tree(CommitId commit) => repository.Lookup<Commit>(commit.Sha).Tree;

    private ReadOnlyMemory<byte>? Content(ObjectId? blob)
    {
        if (blob is null)
        {
            return null;
        }

        using var content = repository.Lookup<Blob>(blob).GetContentStream();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    // The library would create the index's lock as a plain file, which could not be distinguished from git's if this program is killed.
    private void WriteIndex(CommitId commit)
    {
        var folder = GitFolders.Own(repository);
        var (index, made) = (Path.Join(folder, "index"), Path.Join(folder, NewIndex));
        using var held = GitLock.Of(index, CancellationToken.None);
        File.Delete(made);
        File.Delete(made + ".lock");
        using (var beside = new Repository(root, new RepositoryOptions { IndexPath = made }))
        {
            beside.Index.Replace(beside.Lookup<Commit>(commit.Sha));
            beside.Index.Write();
        }

        File.Move(made, index, overwrite: true);
    }
}
