using Automation.Server.Ledger;

namespace Automation.Server.Fleet;

/// <summary>The tasks that one worker of the fleet does at a time. A ledger that is a file has one worker, so that all turns are its own.</summary>
internal sealed class FleetTurns(LedgerDatabase database, LedgerWriter writer, FleetMembership membership, TimeProvider clock)
{
    /// <summary>Takes the turn of a recurring task; otherwise, how long to wait before the next try.</summary>
    public async Task<(WorkerLease? Lease, TimeSpan Wait)> WaitOrTakeAsync(string name, TimeSpan every, CancellationToken cancellationToken)
    {
        var lease = await membership.HoldAsync(cancellationToken);
        var wait = !database.Engine.IsShared ? null
            : await writer.RunAsync(ledger => Turns.WaitOrTake(ledger, name, lease.Worker, every, clock.GetUtcNow()), cancellationToken);
        return wait is { } later ? (null, later) : (lease, TimeSpan.Zero);
    }

    /// <summary>Hands the turn back until the task is due again.</summary>
    public Task HandBackAsync(string name, WorkerLease lease, TimeSpan wait, CancellationToken cancellationToken) => !database.Engine.IsShared
        ? Task.CompletedTask
        : writer.RunAsync(ledger => Turns.HandBack(ledger, name, lease.Worker, clock.GetUtcNow() + wait), cancellationToken);

    /// <summary>Whether a continuous task is this worker's; takes it if it is free.</summary>
    public async Task<bool> TryHoldAsync(LedgerReader reader, string name, CancellationToken cancellationToken)
    {
        if (!database.Engine.IsShared)
        {
            return true;
        }

        var lease = await membership.HoldAsync(cancellationToken);
        return reader.Read(ledger => Turns.Holder(ledger, name)) switch
        {
            null => await writer.RunAsync(ledger => Turns.TryHold(ledger, name, lease.Worker), cancellationToken),
            var holder => holder == lease.Worker,
        };
    }
}
