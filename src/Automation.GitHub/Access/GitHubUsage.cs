using System.Globalization;

namespace Automation.GitHub.Access;

/// <summary>How much GitHub has been asked, and how much of its limit is left.</summary>
public sealed class GitHubUsage
{
    private long _calls;
    private long _left = -1;

    /// <summary>How many calls were made.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>How many calls are left of the limit of the installation that was used last; null before the first call.</summary>
    public long? Left => Interlocked.Read(ref _left) is >= 0 and var left ? left : null;

    internal void Seen(HttpResponseMessage response)
    {
        Interlocked.Increment(ref _calls);
        if (response.Headers.TryGetValues("x-ratelimit-remaining", out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var left))
        {
            Interlocked.Exchange(ref _left, left);
        }
    }
}
