namespace Automation.Jobs.PullRequests;

/// <summary>How work on a pull request ended. Anything else is an exception: an external failure, after which it is retried.</summary>
public abstract record PullRequestOutcome
{
    private PullRequestOutcome()
    {
    }

    /// <summary>How the checks ended that were done.</summary>
    public IReadOnlyList<CheckVerdict> Verdicts { get; init; } = [];

    /// <summary>It was done.</summary>
    /// <param name="Summary">What, in a few words.</param>
    public sealed record Done(string Summary) : PullRequestOutcome;

    /// <summary>There was nothing to do.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Nothing(string Reason) : PullRequestOutcome;

    /// <summary>It cannot be done until a user changes something.</summary>
    /// <param name="Message">What.</param>
    public sealed record Mistake(string Message) : PullRequestOutcome;

    /// <summary>The pull request got a new commit in the meantime: the result is outdated, and it is checked again.</summary>
    public sealed record Moved : PullRequestOutcome;

    internal static PullRequestOutcome NoBase(GitHub.PullRequests.PullRequestFacts pull) =>
        new Mistake($"the base branch '{pull.BaseRef}' of {pull.Subject} does not exist: create it, or change the base of the pull request");
}
