using System.Diagnostics;

namespace Automation.Git.Branches;

/// <summary>Waits for what another process holds.</summary>
internal static class Waiting
{
    private const int Shortest = 5;
    private const int Longest = 100;

    /// <summary>Retries until it succeeds; null after the time limit.</summary>
    public static T? For<T>(TimeSpan patience, Func<T?> attempt, CancellationToken cancellationToken)
        where T : class
    {
        var since = Stopwatch.GetTimestamp();
        for (var pause = Shortest; ; pause = Math.Min(2 * pause, Longest))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt() is { } got)
            {
                return got;
            }

            if (Stopwatch.GetElapsedTime(since) > patience)
            {
                return null;
            }

            cancellationToken.WaitHandle.WaitOne(pause);
        }
    }
}
