using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Automation.Core;

/// <summary>
/// Runs work on many independent items in parallel. An exception is rethrown as it was thrown by the work, so that a caller that knows
/// what a full disk or a broken file means need not know that it ran in parallel.
/// </summary>
public static class SideBySide
{
    /// <summary>Runs the work for each number from 0 up to a count.</summary>
    /// <param name="few">Up to this number, starting threads takes longer than the work, so the work is not done in parallel.</param>
    public static void For(int count, int few, Action<int> work, CancellationToken cancellationToken = default)
    {
        if (count > few)
        {
            Unwrapped(() => Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, work));
            return;
        }

        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            work(i);
        }
    }

    /// <summary>Runs the work for each item of a sequence, which is enumerated by one thread at a time.</summary>
    public static void ForEach<T>(IEnumerable<T> things, Action<T> work, CancellationToken cancellationToken) =>
        Unwrapped(
            () =>
                Parallel.ForEach(
                    Partitioner.Create(things, EnumerablePartitionerOptions.NoBuffering),
                    new ParallelOptions { CancellationToken = cancellationToken },
                    work));

    private static void Unwrapped(Action loop)
    {
        try
        {
            loop();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
