namespace Automation.GitHub.Access;

/// <summary>GitHub asks for patience: a rate limit is used up, or too much was asked at once.</summary>
/// <param name="after">How long to wait before anything else is asked.</param>
/// <param name="why">Which limit.</param>
public sealed class GitHubBusyException(TimeSpan after, string why) : Exception($"GitHub asks to wait for {after.TotalSeconds:N0} s: {why}.")
{
    /// <summary>How long to wait.</summary>
    public TimeSpan After => after;
}
