using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Looks up a well-formed revision, and explains what to do if it is not found.</summary>
internal sealed class RevisionLookup(Repository repository)
{
    private const string Origin = "origin";

    /// <summary>The commit <paramref name="revision"/> names.</summary>
    public RevisionOutcome Find(string revision)
    {
        try
        {
            return repository.Lookup(revision) switch
            {
                null => NotFound(revision),
                { } found when CommitOf(found) is { } commit => new RevisionOutcome.Found(new CommitId(commit.Sha)),
                _ => new RevisionOutcome.NotFound($"'{revision}' is a file or folder, not a commit"),
            };
        }
        catch (AmbiguousSpecificationException)
        {
            return new RevisionOutcome.NotFound($"'{revision}' is ambiguous: use more digits");
        }
        catch (InvalidSpecificationException)
        {
            // An invalid name, but also HEAD~9 if there are only eight commits.
            return NotFound(revision);
        }
    }

    // A tag can refer to a commit.
    private static Commit? CommitOf(GitObject found)
    {
        try
        {
            return found.Peel<Commit>();
        }
        catch (Exception e) when (e is InvalidSpecificationException or PeelException)
        {
            return null;
        }
    }

    private RevisionOutcome.NotFound NotFound(string revision) => new(Explain(revision));

    private string Explain(string revision)
    {
        if (revision == "HEAD")
        {
            return "the repository has no commit yet";
        }

        if (revision.Length is 40 or 64 && revision.All(c => c == '0'))
        {
            return "it is the null commit of a push that creates a branch: specify the branch that it was created from, or omit the option";
        }

        var unknown = $"this clone has no '{revision}'";
        var tracking = $"refs/remotes/origin/{revision}";
        if (Reference.IsValidName(tracking) && repository.Refs[tracking] is not null)
        {
            return $"{unknown}, but it has 'origin/{revision}': use that";
        }

        var (isShallow, remotes) = (repository.Info.IsShallow, repository.Network.Remotes.Select(r => r.Name).ToList());
        var depth = isShallow ? "--depth=50 " : "";
        return (RevisionName.CanBeFetched(revision), remotes.Find(r => revision.StartsWith($"{r}/", StringComparison.Ordinal)) ?? "",
            remotes.Contains(Origin)) switch
        {
            (true, { Length: > 0 } remote, _) when revision[(remote.Length + 1)..] is { Length: > 0 } branch =>
                $"{unknown}: fetch it (git fetch {depth}{remote} {branch}:refs/remotes/{remote}/{branch}){FullHistory(isShallow)}",
            (true, _, true) =>
                $"{unknown}: {(isShallow ? "it is a shallow clone; " : "")}fetch it (git fetch {depth}origin {revision}, then use "
                + $"FETCH_HEAD){FullHistory(isShallow)}",
            _ when isShallow => $"{unknown}: it is a shallow clone; fetch its history (git fetch --unshallow){FullHistory(isShallow)}",
            _ =>
                $"{unknown}{(revision.StartsWith($"{Origin}/", StringComparison.Ordinal) ? $" and no remote '{Origin}'" : "")}: specify a branch, a tag or a "
                + "commit of it",
        };
    }

    private static string FullHistory(bool isShallow) => isShallow ? ", or check out with full history (fetch-depth: 0)" : "";
}
