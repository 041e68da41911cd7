namespace Automation.Jobs.Following;

/// <summary>How a rebuild of a catalog on GitHub ended. Anything else is an exception: an external failure, after which it is retried.</summary>
public abstract record FollowOutcome
{
    private FollowOutcome()
    {
    }

    /// <summary>The catalog matches its sources.</summary>
    /// <param name="Summary">What was done, in a few words.</param>
    public sealed record Done(string Summary) : FollowOutcome;

    /// <summary>It cannot be done until a user changes something.</summary>
    /// <param name="Message">What.</param>
    public sealed record Mistake(string Message) : FollowOutcome;
}
