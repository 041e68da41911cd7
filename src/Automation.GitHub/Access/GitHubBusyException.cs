namespace Automation.GitHub.Access;

/// <summary>GitHub requests a pause: a rate limit is exhausted, or there were too many concurrent calls.</summary>
/// <param name="after">How long to wait before the next call.</param>
/// <param name="why">Which limit.</param>
public sealed class GitHubBusyException(TimeSpan after, string why) : Exception($"GitHub requires a wait of {after.TotalSeconds:N0} s: {why}.")
{
    public TimeSpan After => after;
}
