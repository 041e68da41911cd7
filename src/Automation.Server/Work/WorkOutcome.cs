namespace Automation.Server.Work;

/// <summary>How a run of a work item ended. Anything else is an exception: an external failure, after which the item is retried.</summary>
internal abstract record WorkOutcome
{
    private WorkOutcome()
    {
    }

    /// <summary>It was done.</summary>
    public sealed record Done(string Summary) : WorkOutcome;

    /// <summary>There was nothing to do, for example because the pull request is closed.</summary>
    public sealed record Nothing(string Reason) : WorkOutcome;

    /// <summary>The server is not configured to do it. The deliveries can be replayed when it is.</summary>
    public sealed record NotActed(string Reason) : WorkOutcome;

    /// <summary>It cannot be done until a user changes something; a retry would not help.</summary>
    public sealed record UserMistake(string Message) : WorkOutcome;

    /// <summary>GitHub forbids it. It is retried for a day, because the permission may be changed, and is then a mistake.</summary>
    public sealed record Refused(string Message) : WorkOutcome;

    /// <summary>Not now: GitHub requests a pause. This does not count as an attempt.</summary>
    public sealed record Later(TimeSpan After, string Why) : WorkOutcome;
}
