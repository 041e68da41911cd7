using System.Text;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>
/// Moves a ref of a repository on this machine from the commit it is expected to be at: compare and swap, for git and for this program alike.
/// </summary>
/// <remarks>
/// LibGit2Sharp cannot: its <c>Refs.UpdateTarget</c> reads the ref itself and compares with that value, and <c>Refs.Add</c> checks whether the ref
/// exists before it takes git's lock. So the lock is taken here, the ref is looked up under it, and a file with the new commit takes the ref's place.
/// </remarks>
internal sealed class RefFile(Repository repository, string name)
{
    // Not among the refs, where it would be one; one is enough, because one process at a time has the turn.
    private const string NewValue = "automation-ref.tmp";

    private readonly string _common = GitFolders.Common(repository);

    /// <summary>The commit of the ref; null if it does not exist.</summary>
    public CommitId? Read() => repository.Refs[name] switch
    {
        null => null,
        DirectReference direct => new CommitId(direct.TargetIdentifier),
        var other => throw new RepositoryException($"{name} is a symbolic ref to {other.TargetIdentifier}: use that branch."),
    };

    /// <summary>Moves it; the caller has the <see cref="WriterTurn"/>.</summary>
    public MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken)
    {
        var path = Path.Join(_common, name);
        if (expected is null)
        {
            RefuseAmbiguous();
        }

        using var held = GitLock.Of(path, cancellationToken);
        var now = Read();
        if (now != expected)
        {
            return new MoveOutcome.Overtaken(now);
        }

        var value = Path.Join(_common, NewValue);
        using (var file = new FileStream(value, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Encoding.ASCII.GetBytes($"{next.Sha}\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(value, path, overwrite: true);
        return new MoveOutcome.Moved();
    }

    // A branch 'a' and a branch 'a/b' cannot both exist: one is a file where the other needs a folder.
    private void RefuseAmbiguous()
    {
        var clash = repository.Refs.Select(r => r.CanonicalName)
            .FirstOrDefault(n => name.StartsWith(n + "/", StringComparison.Ordinal) || n.StartsWith(name + "/", StringComparison.Ordinal));
        if (clash is not null)
        {
            throw new RepositoryException($"{name} cannot be created, because {clash} exists.");
        }
    }
}
