using Automation.Git.Repositories;

namespace Automation.Git.Branches;

/// <summary>The outcome of moving a branch from the commit it was believed to be at.</summary>
public abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    /// <summary>The branch is at the new commit.</summary>
    public sealed record Moved : MoveOutcome;

    /// <summary>The branch was moved by somebody else meanwhile, and stays where they put it.</summary>
    /// <param name="Now">Where it is; null where it is gone, or not known.</param>
    public sealed record Overtaken(CommitId? Now) : MoveOutcome;
}
