using System.Diagnostics;
using Automation.SimulatedTime;

namespace Automation.Chaos.Week;

/// <summary>
/// Moves the clock of the simulation: in steps that grow while nothing happens, and hardly faster than the machine's own while a process has work to do. So
/// what a computer needs for its work takes about its time, and only waiting is shortened.
/// </summary>
internal sealed class Pacer(SharedClock clock, TimeSpan longestStep)
{
    private const double BusyPace = 2;
    private const double Growth = 1.3;
    private const int LookMilliseconds = 2;
    private const int GitHub = 0;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    // Longer than a call to GitHub or a write to the disk keeps a process waiting without a processor.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(16);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(4);

    /// <summary>Lets time pass until then.</summary>
    public void AdvanceTo(TimeSpan to, CancellationToken cancellationToken)
    {
        var (step, before, stepped) = (Least, Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (clock.Passed < to)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Thread.Sleep(LookMilliseconds);
            var elapsed = Stopwatch.GetElapsedTime(before);
            before = Stopwatch.GetTimestamp();
            var left = to - clock.Passed;
            if (clock.QuietFor(GitHub) < Quiet)
            {
                step = Least;
            }

            if (clock.QuietFor() < Quiet)
            {
                clock.Advance(Shorter(elapsed * BusyPace, left));
            }
            else if (Stopwatch.GetElapsedTime(stepped) >= BetweenSteps)
            {
                clock.Advance(Shorter(step, left));
                step = Shorter(step * Growth, longestStep);
                stepped = Stopwatch.GetTimestamp();
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
