using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>
/// A branch of a repository on a server. Its last commit is fetched into a bare repository of its own in a temporary folder, and commits are pushed from
/// there, with a lease: only if the server reports the expected commit of the branch. The server compares again, under its own lock.
/// </summary>
internal sealed class RemoteBranch : WritableBranch
{
    private const string Origin = "origin";
    private const int LastCommit = 1;
    private const int MostFetches = 10;

    private readonly FetchedHistory _folder;
    private readonly Remote _remote;
    private readonly FetchAccess _access;

    private RemoteBranch(FetchedHistory folder, Repository repository, Remote remote, string name, FetchAccess access)
        : base(repository, name) => (_folder, _remote, _access) = (folder, remote, access);

    public static RemoteBranch At(string address, string? name, FetchAccess access)
    {
        var folder = FetchedHistory.InTemporaryFolder();
        try
        {
            return LibGit2.Call($"{access.Cover(address)} could not be opened", () =>
            {
                var repository = LibGit2.Open(LibGit2Sharp.Repository.Init(folder.Folder, isBare: true))!;
                var remote = repository.Network.Remotes.Add(Origin, address);
                return new RemoteBranch(folder, repository, remote, name ?? DefaultBranch(repository, remote, access), access);
            });
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override CommitId? Read(CancellationToken cancellationToken) => LibGit2.Call($"{Shown} could not be fetched", () =>
    {
        // Between reading the branch and fetching it, another writer may move it.
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = Now();
            if (now is null || Repository.Lookup<Commit>(now.Sha) is not null)
            {
                return now;
            }

            if (attempt > MostFetches)
            {
                throw new RepositoryException($"{Shown} could not be fetched: it changes during each fetch. Try again later.");
            }

            Ask(() =>
            {
                ShallowFetch.Run(
                    Repository,
                    Origin,
                    [FullName],
                    new FetchOptions
                    {
                        Depth = LastCommit,
                        CredentialsProvider = _access.Once(),
                        OnTransferProgress = _ => !cancellationToken.IsCancellationRequested,
                    });
                return true;
            }, cancellationToken);
        }
    });

    /// <inheritdoc/>
    public override MoveOutcome Move(CommitId? expected, CommitId next, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var lease = new Lease(expected);
        string problem;
        try
        {
            Repository.Network.Push(_remote, next.Sha, FullName, new PushOptions
            {
                CredentialsProvider = _access.Once(),
                OnNegotiationCompletedBeforePush = lease.Holds,
                OnPushStatusError = lease.Refused,
            });
            if (lease.Refusal is null)
            {
                return new MoveOutcome.Moved();
            }

            problem = lease.Refusal;
        }
        catch (LibGit2SharpException e)
        {
            problem = e.Message;
        }

        // Regardless of the response, the current commit of the branch shows who was first.
        var now = LibGit2.Call($"{Shown} could not be pushed ({_access.Cover(problem)}), and its current commit could not be read", Now);
        return now == next ? new MoveOutcome.Moved()
            : now != expected || lease.IsBroken ? new MoveOutcome.Overtaken(now)
            : throw new RepositoryException($"{Shown} could not be pushed: {_access.Cover(problem).TrimEnd('.')}. The token needs write access to the "
                + "contents of that repository, and the rules of the branch must allow the push.");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }

    private string Shown => $"{Name} of {_access.Cover(_remote.Url)}";

    private CommitId? Now() =>
        Ask(
            () =>
                References(Repository, _remote, _access).OfType<DirectReference>().FirstOrDefault(r => r.CanonicalName == FullName) is { } found
                    ? new CommitId(found.TargetIdentifier)
                    : null);

    private static string DefaultBranch(Repository repository, Remote remote, FetchAccess access) => Ask(
        () =>
            BranchName.Short(
                References(repository, remote, access).OfType<SymbolicReference>().FirstOrDefault(r => r.CanonicalName == "HEAD")?.TargetIdentifier)
                    ?? BranchName.Usual,
        remote,
        access);

    private static IEnumerable<Reference> References(Repository repository, Remote remote, FetchAccess access) =>
        repository.Network.ListReferences(remote, access.Once());

    private T Ask<T>(Func<T> question, CancellationToken cancellationToken = default) => Ask(question, _remote, _access, cancellationToken);

    private static T Ask<T>(Func<T> question, Remote remote, FetchAccess access, CancellationToken cancellationToken = default)
    {
        try
        {
            return question();
        }
        catch (LibGit2SharpException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RepositoryException($"{access.Cover(remote.Url)} could not be read: {access.Cover(e.Message.TrimEnd('.'))}. Check that "
                + "it is the address of a repository, and that the token can read it.");
        }
    }
}
