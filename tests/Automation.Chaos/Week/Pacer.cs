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
    private const double Growth = 1.4;
    private const int LookMilliseconds = 1;
    private const int GitHub = 0;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    // Work is given so long before time passes meanwhile: with each step all processes have to report again.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    /// <summary>Lets time pass until then.</summary>
    public void AdvanceTo(TimeSpan to, CancellationToken cancellationToken)
    {
        var (step, before) = (Least, Stopwatch.GetTimestamp());
        while (clock.Passed < to)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Thread.Sleep(LookMilliseconds);
            var (elapsed, left) = (Stopwatch.GetElapsedTime(before), to - clock.Passed);
            if (clock.AllAreIdle())
            {
                // A check that waits for a second must not wait for half a minute: the time that it may take would be over.
                step = clock.AnyIsInWork() ? Least : step;
                clock.Advance(Shorter(step, left));
                step = Shorter(step * Growth, longestStep);
                before = Stopwatch.GetTimestamp();
            }
            else if (elapsed > Patience)
            {
                step = clock.IsIdle(GitHub) ? step : Least;
                clock.Advance(Shorter(elapsed * BusyPace, left));
                before = Stopwatch.GetTimestamp();
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
