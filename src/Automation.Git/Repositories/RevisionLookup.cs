using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Looks a well-formed revision up, and says what to do where it is not found.</summary>
internal sealed class RevisionLookup(Repository repository)
{
    /// <summary>The commit <paramref name="revision"/> names.</summary>
    public RevisionOutcome Find(string revision)
    {
        try
        {
            return repository.Lookup(revision) switch
            {
                null => NotFound(revision),
                { } found when CommitOf(found) is { } commit => new RevisionOutcome.Found(new CommitId(commit.Sha)),
                _ => new RevisionOutcome.NotFound($"'{revision}' names a file or folder, not a commit"),
            };
        }
        catch (AmbiguousSpecificationException)
        {
            return new RevisionOutcome.NotFound($"'{revision}' is the beginning of several names: give more digits");
        }
        catch (InvalidSpecificationException)
        {
            // A name that cannot be, but also HEAD~9 where there are eight.
            return NotFound(revision);
        }
    }

    // A tag may stand for a commit.
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
            return "it stands for no commit, as in a push that creates a branch: name the branch that it began from, or leave the option out";
        }

        var unknown = $"this clone has no '{revision}'";
        var tracking = $"refs/remotes/origin/{revision}";
        if (Reference.IsValidName(tracking) && repository.Refs[tracking] is not null)
        {
            return $"{unknown}, but it has 'origin/{revision}': name that";
        }

        return (RevisionName.CanBeFetched(revision), repository.Info.IsShallow) switch
        {
            (true, true) => $"{unknown}: it is a shallow clone; fetch it (git fetch --depth=50 origin {revision}, then name FETCH_HEAD), or check out with full history (fetch-depth: 0)",
            (true, false) => $"{unknown}: fetch it (git fetch origin {revision}, then name FETCH_HEAD)",
            (false, true) => $"{unknown}: it is a shallow clone; fetch its history (git fetch --unshallow), or check out with full history (fetch-depth: 0)",
            (false, false) => $"{unknown}: name a branch, a tag or a commit of it",
        };
    }
}
