namespace Automation.Server.Tests.Driving;

/// <summary>The time, which a test may put forward; it runs as usual otherwise, or stands still. Waits take as long as they take.</summary>
internal sealed class ShiftedClock(bool stands = false) : TimeProvider
{
    private readonly DateTimeOffset? _stoppedAt = stands ? System.GetUtcNow() : null;
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => (_stoppedAt ?? base.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
