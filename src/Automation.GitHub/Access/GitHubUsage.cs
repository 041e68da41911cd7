namespace Automation.GitHub.Access;

/// <summary>How many calls to GitHub were made, and how much of the rate limit is left.</summary>
public sealed class GitHubUsage
{
    // GraphQL and search have their own limits.
    private const string UsualLimit = "core";

    private long _calls;
    private long _left = -1;
    private long _reset;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>How many calls are left of the limit of the installation that was used last; null before the first call.</summary>
    public long? Left => Interlocked.Read(ref _left) is >= 0 and var left ? left : null;

    /// <summary>Stops work that can wait, before it uses the calls that pull requests need.</summary>
    /// <param name="kept">How many calls are reserved.</param>
    /// <exception cref="GitHubBusyException">Only the reserved calls are left.</exception>
    public void Keep(int kept, DateTimeOffset now)
    {
        var wait = DateTimeOffset.FromUnixTimeSeconds(Interlocked.Read(ref _reset)) - now;
        if (Left <= kept && wait > TimeSpan.Zero)
        {
            throw new GitHubBusyException(wait, $"the last {kept} calls of the hour are kept for pull requests");
        }
    }

    internal void Seen(HttpResponseMessage response)
    {
        Interlocked.Increment(ref _calls);
        if (RateLimit.FromHeaders(response) is { Resource: null or UsualLimit, Left: { } left, Reset: var reset })
        {
            Interlocked.Exchange(ref _reset, reset?.ToUnixTimeSeconds() ?? 0);
            Interlocked.Exchange(ref _left, left);
        }
    }
}
