using Automation.Server.Work;

namespace Automation.Server.Tests.Work;

public sealed class WorkSignalTests
{
    [Fact]
    public async Task A_timer_that_fires_while_it_is_disposed_does_not_end_the_process()
    {
        var clock = new LateClock();
        var signal = new WorkSignal();
        signal.Set();
        await signal.WaitAsync(TimeSpan.FromSeconds(1), clock, TestContext.Current.CancellationToken);

        clock.Timers.ShouldNotBeEmpty();
        foreach (var fire in clock.Timers)
        {
            Should.NotThrow(fire);
        }
    }

    [Fact]
    public async Task Without_a_signal_the_wait_ends_by_itself()
    {
        await new WorkSignal().WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Its timers fire when the test says so, also after they were disposed: the system's do if the callback has already begun.</summary>
    private sealed class LateClock : TimeProvider
    {
        public List<Action> Timers { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers.Add(() => callback(state));
            return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
