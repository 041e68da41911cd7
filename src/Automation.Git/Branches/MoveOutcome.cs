using Automation.Git.Repositories;

namespace Automation.Git.Branches;

/// <summary>The outcome of moving a branch from the commit it was expected to be at.</summary>
public abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    /// <summary>The branch is at the new commit.</summary>
    public sealed record Moved : MoveOutcome;

    /// <summary>The branch was moved by another writer in the meantime, and stays there.</summary>
    /// <param name="Now">The current commit; null if the branch was deleted, or it is not known.</param>
    public sealed record Overtaken(CommitId? Now) : MoveOutcome;
}
