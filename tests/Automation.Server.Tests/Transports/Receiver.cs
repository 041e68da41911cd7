using System.Collections.Concurrent;
using Automation.Server.Tests.Driving;
using Automation.Server.Transports;

namespace Automation.Server.Tests.Transports;

/// <summary>A process that receives: what it ran, and whether it kept what the transport promises.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<HandedWork> _ran = new();
    private readonly ConcurrentDictionary<string, int> _running;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITransport _transport;
    private readonly Task _receiving;
    private int _now;
    private int _most;
    private int _ofOneKey;

    private Receiver(
        ITransport transport, int atOnce, Func<HandedWork, CancellationToken, Task<Handling>> run, ConcurrentDictionary<string, int>? running)
    {
        (_transport, _running) = (transport, running ?? new(StringComparer.Ordinal));
        _receiving = transport.ReceiveAsync(atOnce, (work, token) => RunAsync(work, run, token), _stop.Token);
    }

    /// <summary>What ran, in the order of its beginning.</summary>
    public IReadOnlyList<HandedWork> Ran => [.. _ran];

    /// <summary>The most that ran at a time.</summary>
    public int Most => _most;

    /// <summary>How often work began while other work of its key ran.</summary>
    public int OfOneKey => _ofOneKey;

    /// <summary>Starts one.</summary>
    /// <param name="running">What runs in the fleet, if there are several.</param>
    public static Receiver Start(
        ITransport transport,
        Func<HandedWork, CancellationToken, Task<Handling>>? run = null,
        int atOnce = 4,
        ConcurrentDictionary<string, int>? running = null) =>
        new(transport, atOnce, run ?? ((_, _) => Task.FromResult<Handling>(new Handling.Handled())), running);

    public Task UntilAsync(int count) => RunningServer.UntilAsync(() => _ran.Count >= count, () => $"{_ran.Count} of {count} ran");

    /// <summary>Stops it; returns when it has ended.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _receiving;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _transport.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<Handling> RunAsync(HandedWork work, Func<HandedWork, CancellationToken, Task<Handling>> run, CancellationToken token)
    {
        _ran.Enqueue(work);
        Raise(ref _most, Interlocked.Increment(ref _now));
        if (_running.AddOrUpdate(work.Key, 1, (_, n) => n + 1) > 1)
        {
            Interlocked.Increment(ref _ofOneKey);
        }

        try
        {
            return await run(work, token);
        }
        finally
        {
            _running.AddOrUpdate(work.Key, 0, (_, n) => n - 1);
            Interlocked.Decrement(ref _now);
        }
    }

    private static void Raise(ref int most, int value)
    {
        var seen = most;
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            seen = most;
        }
    }
}
