using System.Collections.Concurrent;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>Lets the faults of a plan happen, each when its time has come; two of the same target come one after the other.</summary>
internal sealed class FaultInjection(RunningFleet fleet, IReadOnlyList<PlannedFault> plan, TextWriter log, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private const int Percent = 50;
    private const int ClockAheadSeconds = 90;
    private static readonly TimeSpan LinkDelay = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Queue<PlannedFault> _left = new(plan);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);
    private readonly List<Task> _running = [];

    /// <summary>How many faults are over.</summary>
    public int Done { get; private set; }

    /// <summary>Begins those that are due after so many accepted deliveries.</summary>
    public void Begin(int accepted)
    {
        while (_left.TryPeek(out var next) && next.After <= accepted)
        {
            _left.Dequeue();
            _running.Add(Task.Run(() => InTurnAsync(next, _stop.Token)));
        }
    }

    /// <summary>Begins what is left of the plan, and waits until everything works again.</summary>
    public async Task EndAsync()
    {
        Begin(int.MaxValue);
        await Task.WhenAll(_running);
        Done = _running.Count;
    }

    public async ValueTask DisposeAsync()
    {
        // Where the run is broken off, no fault may go on while the fleet ends.
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }

    private async Task InTurnAsync(PlannedFault fault, CancellationToken token)
    {
        var turn = _turns.GetOrAdd(fault.Kind == FaultKind.GitHub ? "github" : fault.Target, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(token);
        try
        {
            log.WriteLine($"  {fault}");
            await InjectAsync(fault, token);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task InjectAsync(PlannedFault fault, CancellationToken token)
    {
        Task Wait() => Task.Delay(fault.Lasts, token);
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                Server(fault).Process!.Kill();
                await Wait();
                await Server(fault).StartAsync(token);
                break;
            case FaultKind.KillDatabase:
                fleet.Database!.Kill();
                await Wait();
                await fleet.Database.StartAsync(token);
                break;
            case FaultKind.KillBroker:
                fleet.Broker!.Kill();
                await Wait();
                await fleet.Broker.StartAsync(token);
                break;
            case FaultKind.Pause:
                Server(fault).Process!.Signal("STOP");
                await Wait();
                Server(fault).Process!.Signal("CONT");
                break;
            case FaultKind.GitHub:
                await fleet.GitHub.BreakAsync(fault.Target, Percent, token);
                await Wait();
                await fleet.GitHub.RepairAsync(token);
                break;
            case FaultKind.Cut:
                Link(fault).Cut();
                await Wait();
                Link(fault).Repair();
                break;
            case FaultKind.Swallow:
                Link(fault).Swallow();
                await Wait();
                Link(fault).Repair();
                break;
            case FaultKind.Delay:
                Link(fault).Delay(LinkDelay);
                await Wait();
                Link(fault).Repair();
                break;
            case FaultKind.DiskFull:
                var filling = Path.Combine(Server(fault).Data, "filling");
                SmallDisk.Fill(filling);
                await Wait();
                File.Delete(filling);
                break;
            case FaultKind.ClockJump:
                await File.WriteAllTextAsync(ClockFile(fleet.Folder), $"+{ClockAheadSeconds}\n", token);
                await Wait();
                await File.WriteAllTextAsync(ClockFile(fleet.Folder), "+0\n", token);
                break;
            case FaultKind.Upgrade:
                await Server(fault).UpgradeAsync(token);
                break;
            default:
                throw new InvalidOperationException($"{fault.Kind} is unknown.");
        }
    }

    /// <summary>The file that a jumping clock goes by.</summary>
    public static string ClockFile(string folder) => Path.Combine(folder, "clock");

    private ServerMember Server(PlannedFault fault) => fleet.Servers.First(s => s.Name == fault.Target);

    private Link Link(PlannedFault fault) => fleet.Links.First(l => l.Name == fault.Target);
}
