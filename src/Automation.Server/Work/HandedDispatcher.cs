using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Transports;

namespace Automation.Server.Work;

/// <summary>Runs the work items that a broker names. The ledger decides whether one is still due, and whether its key is free.</summary>
internal sealed class HandedDispatcher(
    ITransport transport,
    LedgerWriter writer,
    FleetMembership membership,
    WorkRunner runner,
    ServerSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock) : DrainingService(settings, lifetime, clock)
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => transport.ReceiveAsync(Settings.Parallelism, RunAsync, stoppingToken);

    // Receiving ends when what runs has ended.
    /// <inheritdoc/>
    protected override Task RunningAsync() => ExecuteTask ?? Task.CompletedTask;

    private async Task<Handling> RunAsync(HandedWork handed, CancellationToken stoppingToken)
    {
        var lease = await membership.HoldAsync(stoppingToken);
        var (key, item) = await writer.RunAsync(ledger => Take(ledger, handed, lease), stoppingToken);
        if (key is not null && key != handed.Key)
        {
            return new Handling.Rejected(
                $"Work item {handed.Work} of the ledger is for {key}, not for {handed.Key}: the queue has messages of another ledger.");
        }

        if (item is not null)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Abandon, lease.Lost);
            await runner.RunAsync(item, stop.Token);
        }

        return new Handling.Handled();
    }

    private (string? Key, TakenItem? Item) Take(LedgerConnection ledger, HandedWork handed, WorkerLease lease)
    {
        var key = Handovers.Key(ledger, handed.Work);
        var mayRun = key == handed.Key && !lease.IsLost && Workers.Has(ledger, lease.Worker);
        return (key, mayRun ? WorkQueue.TakeHanded(ledger, handed.Work, Clock.GetUtcNow(), lease.Worker) : null);
    }
}
