namespace Automation.Server.Work;

/// <summary>How a run of a work item ended. What is not listed here is an exception: the outside world failed, and the item is tried again.</summary>
internal abstract record WorkOutcome
{
    private WorkOutcome()
    {
    }

    /// <summary>It was done.</summary>
    public sealed record Done(string Summary) : WorkOutcome;

    /// <summary>There was nothing to do: the pull request is closed by now, say.</summary>
    public sealed record Nothing(string Reason) : WorkOutcome;

    /// <summary>The server is not configured to do it. The deliveries can be replayed when it is.</summary>
    public sealed record NotActed(string Reason) : WorkOutcome;

    /// <summary>It cannot be done until somebody changes something of theirs; trying again would not help.</summary>
    public sealed record UserMistake(string Message) : WorkOutcome;

    /// <summary>GitHub forbids it. That is tried again for a day, since somebody may be about to change it, and is then a mistake.</summary>
    public sealed record Refused(string Message) : WorkOutcome;

    /// <summary>Not now: GitHub asks for patience. This is no attempt.</summary>
    public sealed record Later(TimeSpan After, string Why) : WorkOutcome;
}
