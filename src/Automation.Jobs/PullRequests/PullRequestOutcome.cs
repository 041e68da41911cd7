namespace Automation.Jobs.PullRequests;

/// <summary>How work on a pull request ended. Anything else is an exception: the outside world failed, and it is tried again.</summary>
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

    /// <summary>It cannot be done until somebody changes something of theirs.</summary>
    /// <param name="Message">What.</param>
    public sealed record Mistake(string Message) : PullRequestOutcome;

    /// <summary>The pull request was pushed to meanwhile: what was found out is not worth saying, and it is looked at again.</summary>
    public sealed record Moved : PullRequestOutcome;

    internal static PullRequestOutcome NoBase(GitHub.PullRequests.PullRequestFacts pull) => new Mistake($"the branch '{pull.BaseRef}', which {pull.Subject} is to be merged into, does not exist: create it, or edit the base of the pull request");
}
