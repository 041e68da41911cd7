namespace Automation.Server.Tests.Chaos;

/// <summary>A clock that shows the time as it is, and on which every wait is over sooner: failures cost waits, and there are many of them.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Times = 20;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Times : dueTime, period > TimeSpan.Zero ? period / Times : period);
}
