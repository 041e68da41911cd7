using System.Diagnostics;

namespace Automation.SimulatedTime;

/// <summary>
/// The clock of one process of a simulation: time and timers go by <see cref="SharedClock"/>. It reports when the process has done what is due, so that time
/// waits for work instead of passing meanwhile.
/// </summary>
public sealed class SimulatedTimeProvider : TimeProvider, IDisposable
{
    private const double BusyShare = 0.6;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Starved = TimeSpan.FromMilliseconds(150);

    private readonly SharedClock _clock;
    private readonly int _process;
    private readonly Lock _gate = new();
    private readonly UnderWay _under = new();
    private readonly PriorityQueue<(Waiting Timer, int Version), long> _due = new();
    private readonly Thread _watch;
    private volatile bool _isOver;

    /// <param name="clock">The clock.</param>
    /// <param name="process">The number of this process.</param>
    public SimulatedTimeProvider(SharedClock clock, int process)
    {
        (_clock, _process) = (clock, process);
        clock.Join(process);
        _watch = new Thread(Watch) { IsBackground = true, Name = "simulated time", Priority = ThreadPriority.AboveNormal };
        _watch.Start();
    }

    /// <summary>The clock that the environment names; null if it names none.</summary>
    public static SimulatedTimeProvider? FromEnvironment() =>
        Environment.GetEnvironmentVariable(SharedClock.FileVariable) is { Length: > 0 } path
            ? new SimulatedTimeProvider(
                SharedClock.Open(path), int.TryParse(Environment.GetEnvironmentVariable(SharedClock.NumberVariable), out var number) ? number : 0)
            : null;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _clock.Now + _clock.SkewOf(_process);

    /// <inheritdoc/>
    public override long GetTimestamp() => _clock.Passed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets no more timers fire. A process that goes by the clock to its end need not.</summary>
    public void Dispose()
    {
        _isOver = true;
        _watch.Join();
        _under.Dispose();
    }

    private void Watch()
    {
        var (before, active, cpu) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        while (!_isOver)
        {
            Thread.Sleep(Look);
            var passed = _clock.Passed;
            if (FireDue(passed.Ticks))
            {
                active = Stopwatch.GetTimestamp();
            }

            var elapsed = Stopwatch.GetElapsedTime(before);
            if (elapsed < Measured)
            {
                continue;
            }

            var used = Environment.CpuUsage.TotalTime;
            if (_under.HasRequests || (used - cpu) / elapsed > BusyShare || HasChildren())
            {
                active = Stopwatch.GetTimestamp();
            }

            // Work, or a wait for the database, that has not used a processor for long waits for the clock.
            if (Stopwatch.GetElapsedTime(active) >= (_under.HasSpans || _under.HasCommands ? Starved : Settled))
            {
                _clock.ReportIdle(_process, passed, _under.HasSpans);
            }

            (before, cpu) = (Stopwatch.GetTimestamp(), used);
        }
    }

    // A program that it started works for it; Linux lists children by the thread that started them.
    private static bool HasChildren()
    {
        try
        {
            return Directory.EnumerateDirectories("/proc/self/task").Any(t => File.ReadAllBytes($"{t}/children").Length > 0);
        }
        catch (IOException)
        {
            // A thread has ended meanwhile.
            return false;
        }
    }

    // Whether any was due.
    private bool FireDue(long now)
    {
        for (var isAny = false; ; isAny = true)
        {
            Waiting timer;
            lock (_gate)
            {
                if (!_due.TryPeek(out var next, out var at) || at > now)
                {
                    return isAny;
                }

                _due.Dequeue();
                if (next.Timer.Version != next.Version)
                {
                    continue;
                }

                timer = next.Timer;
                timer.Repeat(now);
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => timer.Fire(), null);
        }
    }

    private sealed class Waiting(SimulatedTimeProvider provider, Action fire) : ITimer
    {
        private TimeSpan _period;

        public int Version { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (provider._gate)
            {
                _period = period;
                Enqueue(dueTime, provider.GetTimestamp());
                return true;
            }
        }

        // Called with the gate held.
        public void Repeat(long now)
        {
            if (_period > TimeSpan.Zero)
            {
                Enqueue(_period, now);
            }
        }

        public void Dispose()
        {
            lock (provider._gate)
            {
                Version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Enqueue(TimeSpan dueTime, long now)
        {
            Version++;
            if (dueTime >= TimeSpan.Zero)
            {
                provider._due.Enqueue((this, Version), now + dueTime.Ticks);
            }
        }
    }
}
