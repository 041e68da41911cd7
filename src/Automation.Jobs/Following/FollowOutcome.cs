namespace Automation.Jobs.Following;

/// <summary>How a rebuild of a catalog on GitHub ended. Anything else is an exception: the outside world failed, and it is tried again.</summary>
public abstract record FollowOutcome
{
    private FollowOutcome()
    {
    }

    /// <summary>The catalog is as its sources are.</summary>
    /// <param name="Summary">What was done, in a few words.</param>
    public sealed record Done(string Summary) : FollowOutcome;

    /// <summary>It cannot be done until somebody changes something of theirs.</summary>
    /// <param name="Message">What.</param>
    public sealed record Mistake(string Message) : FollowOutcome;
}
