using System.Collections.Concurrent;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>Lets the faults of a plan happen, each when its time has come; two of the same target come one after the other.</summary>
internal sealed class FaultInjection(RunningFleet fleet, IReadOnlyList<PlannedFault> plan, TextWriter log) : IDisposable
{
    private const int Percent = 50;
    private const int ClockAheadSeconds = 90;
    private static readonly TimeSpan LinkDelay = TimeSpan.FromMilliseconds(100);

    private readonly Queue<PlannedFault> _left = new(plan);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);
    private readonly List<Task> _running = [];

    /// <summary>How many faults are over.</summary>
    public int Done { get; private set; }

    /// <summary>Begins those that are due after so many accepted deliveries.</summary>
    public void Begin(int accepted, CancellationToken cancellationToken)
    {
        while (_left.TryPeek(out var next) && next.After <= accepted)
        {
            _left.Dequeue();
            _running.Add(Task.Run(() => InTurnAsync(next, cancellationToken), cancellationToken));
        }
    }

    /// <summary>Begins what is left of the plan, and waits until everything works again.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        Begin(int.MaxValue, cancellationToken);
        await Task.WhenAll(_running);
        Done = _running.Count;
    }

    public void Dispose()
    {
        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }

    private async Task InTurnAsync(PlannedFault fault, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(fault.Kind == FaultKind.GitHub ? "github" : fault.Target, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            log.WriteLine($"  {fault}");
            await InjectAsync(fault, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task InjectAsync(PlannedFault fault, CancellationToken cancellationToken)
    {
        Task Wait() => Task.Delay(fault.Lasts, cancellationToken);
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                Server(fault).Process!.Kill();
                await Wait();
                await Server(fault).StartAsync(cancellationToken);
                break;
            case FaultKind.KillDatabase:
                fleet.Database!.Kill();
                await Wait();
                await fleet.Database.StartAsync(cancellationToken);
                break;
            case FaultKind.Pause:
                Server(fault).Process!.Signal("STOP");
                await Wait();
                Server(fault).Process!.Signal("CONT");
                break;
            case FaultKind.GitHub:
                await fleet.GitHub.BreakAsync(fault.Target, Percent, cancellationToken);
                await Wait();
                await fleet.GitHub.RepairAsync(cancellationToken);
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
                await File.WriteAllTextAsync(ClockFile(fleet.Folder), $"+{ClockAheadSeconds}\n", cancellationToken);
                await Wait();
                await File.WriteAllTextAsync(ClockFile(fleet.Folder), "+0\n", cancellationToken);
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
