namespace Automation.GitHub.Access;

/// <summary>GitHub requests a pause: a rate limit is used up, or there were too many concurrent calls.</summary>
/// <param name="after">How long to wait before anything else is asked.</param>
/// <param name="why">Which limit.</param>
public sealed class GitHubBusyException(TimeSpan after, string why) : Exception($"GitHub asks to wait for {after.TotalSeconds:N0} s: {why}.")
{
    /// <summary>How long to wait.</summary>
    public TimeSpan After => after;
}
