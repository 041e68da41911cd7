using System.Collections.Concurrent;

namespace Automation.Server.Tests.Driving;

/// <summary>The time as it is, on which waits of one length are over when the test says so, and not before.</summary>
internal sealed class GatedClock(TimeSpan gated) : TimeProvider
{
    private readonly ConcurrentQueue<Gate> _waiting = new();
    private long _ticks;

    /// <summary>Whether somebody waits.</summary>
    public bool IsWaitedOn => _waiting.Any(g => !g.IsOver);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Puts the time forward; waits take as long as they take.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != gated)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var gate = new Gate(() => callback(state));
        _waiting.Enqueue(gate);
        return gate;
    }

    /// <summary>Ends the waits that are there now.</summary>
    public void Open()
    {
        for (var waits = _waiting.Count; waits > 0 && _waiting.TryDequeue(out var gate); waits--)
        {
            gate.End();
        }
    }

    private sealed class Gate(Action callback) : ITimer
    {
        public bool IsOver { get; private set; }

        public void End()
        {
            if (!IsOver)
            {
                IsOver = true;
                callback();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !IsOver;

        public void Dispose() => IsOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
