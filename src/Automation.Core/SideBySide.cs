using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Automation.Core;

/// <summary>
/// Work on many things that do not depend on each other, by all processors. What goes wrong is thrown as it was where the work was done, so that whoever knows
/// what a full disk or a broken file means need not know how many were at work.
/// </summary>
public static class SideBySide
{
    /// <summary>Does the work for each number from 0 up to a count.</summary>
    /// <param name="count">The count.</param>
    /// <param name="few">Threads take longer to set up than the work on so few: these are done one after the other.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends it.</param>
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

    /// <summary>Does the work for each of some things, which are asked for one by one, by one thread at a time.</summary>
    public static void ForEach<T>(IEnumerable<T> things, Action<T> work, CancellationToken cancellationToken) =>
        Unwrapped(() => Parallel.ForEach(Partitioner.Create(things, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { CancellationToken = cancellationToken }, work));

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
