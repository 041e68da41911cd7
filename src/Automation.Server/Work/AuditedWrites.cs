using System.Collections.Concurrent;
using Automation.GitHub;
using Automation.Jobs.Webhooks;
using Automation.Server.Fleet;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>Records each write to GitHub for a work item: before it, and its result.</summary>
internal sealed class AuditedWrites(LedgerWriter ledger, FleetMembership membership, Redactor redactor, TimeProvider clock)
{
    private const int LongestReason = 1000;

    /// <inheritdoc cref="RunAsync{T}(WorkItem, Func{WriteIntent, Task{T}})"/>
    public Task RunAsync(WorkItem item, Func<WriteIntent, Task> run) => RunAsync(
        item,
        async intent =>
        {
            await run(intent);
            return true;
        });

    /// <summary>
    /// Runs one work item, and records its writes. The result of a write is on its way to the disk at once, but the item continues meanwhile: it has ended when
    /// all of them are on the disk.
    /// </summary>
    public Task<T> RunAsync<T>(WorkItem item, Func<WriteIntent, Task<T>> run) =>
        RunAsync(item.Key, item.Deliveries, (connection, worker) => WorkQueue.Runs(connection, item.Key, worker), run);

    /// <summary>The same for work that no delivery asked for.</summary>
    /// <param name="key">Its name in the audit log.</param>
    /// <param name="run">Does the work.</param>
    public Task<T> RunAsync<T>(string key, Func<WriteIntent, Task<T>> run) => RunAsync(key, [], Workers.Has, run);

    private async Task<T> RunAsync<T>(
        string key, IReadOnlyList<string> deliveries, Func<LedgerConnection, string, bool> isHeld, Func<WriteIntent, Task<T>> run)
    {
        var ends = new ConcurrentBag<Task>();
        try
        {
            return await run(async (write, cancellationToken) =>
            {
                var id = await ledger.RunAsync(
                    connection =>
                    {
                        // A worker that was thought to be gone does not write beside the one that took over.
                        if (connection.Engine.IsShared && (membership.Worker is not { } worker || !isHeld(connection, worker)))
                        {
                            throw new LeaseLostException(key);
                        }

                        return AuditLog.Add(connection, write with { What = redactor.Redact(write.What) }, key, deliveries, clock.GetUtcNow());
                    },
                    cancellationToken);
                return failure =>
                {
                    ends.Add(ledger.RunAsync(
                        connection => AuditLog.End(connection, id, failure is null ? null : redactor.Redact(failure, LongestReason), clock.GetUtcNow()),
                        CancellationToken.None));
                    return Task.CompletedTask;
                };
            });
        }
        finally
        {
            await Task.WhenAll(ends);
        }
    }
}
