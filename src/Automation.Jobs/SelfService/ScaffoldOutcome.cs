namespace Automation.Jobs.SelfService;

/// <summary>The outcome of a request in an issue. Anything else is an exception: an external failure, after which it is run again.</summary>
public abstract record ScaffoldOutcome
{
    private ScaffoldOutcome()
    {
    }

    /// <summary>The issue has the result, which may be a refusal.</summary>
    /// <param name="Summary">A short summary.</param>
    public sealed record Answered(string Summary) : ScaffoldOutcome;

    /// <summary>Nothing can be written to the issue until a person changes something.</summary>
    /// <param name="Message">What.</param>
    public sealed record Mistake(string Message) : ScaffoldOutcome;
}
