namespace Automation.Git.Repositories;

/// <summary>The outcome of looking a revision up.</summary>
public abstract record RevisionOutcome
{
    private RevisionOutcome()
    {
    }

    /// <summary>Why there is no commit, and what to do about it; empty if there is one.</summary>
    public virtual string Reason => "";

    /// <summary>The revision is a commit of this clone.</summary>
    public sealed record Found(CommitId Commit) : RevisionOutcome;

    /// <summary>This clone has no such commit.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record NotFound(string Reason) : RevisionOutcome
    {
        /// <inheritdoc/>
        public override string Reason { get; } = Reason;
    }

    /// <summary>The text cannot name a single commit, so it was not looked up.</summary>
    public sealed record Malformed(string Reason) : RevisionOutcome
    {
        /// <inheritdoc/>
        public override string Reason { get; } = Reason;
    }
}
