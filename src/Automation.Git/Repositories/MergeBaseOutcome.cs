namespace Automation.Git.Repositories;

/// <summary>The outcome of looking for the commit a change started from.</summary>
public abstract record MergeBaseOutcome
{
    private MergeBaseOutcome()
    {
    }

    /// <summary>The best common ancestor.</summary>
    public sealed record Found(CommitId Commit) : MergeBaseOutcome;

    /// <summary>No common ancestor is available; the base commit itself is used instead.</summary>
    /// <param name="Commit">The base commit.</param>
    /// <param name="Note">The reason and its effect, for the report.</param>
    public sealed record BaseItself(CommitId Commit, string Note) : MergeBaseOutcome;

    /// <summary>One of the two revisions names no commit of this clone.</summary>
    /// <param name="Reason">The commit, the reason, and what to do about it.</param>
    public sealed record NotFound(string Reason) : MergeBaseOutcome;
}
