using Automation.GitHub;
using Automation.Jobs.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>Records each write to GitHub for a work item: before it, and its result.</summary>
internal sealed class AuditedWrites(LedgerWriter ledger, Redactor redactor, TimeProvider clock)
{
    private const int LongestReason = 1000;

    /// <summary>Records the writes of one running work item.</summary>
    public WriteIntent For(WorkItem item) => async (write, cancellationToken) =>
    {
        var id = await ledger.RunAsync(
            connection => AuditLog.Add(connection, write with { What = redactor.Redact(write.What) }, item.Key, item.Deliveries, clock.GetUtcNow()),
            cancellationToken);
        return failure =>
            ledger.RunAsync(
                connection => AuditLog.End(connection, id, failure is null ? null : redactor.Redact(failure, LongestReason), clock.GetUtcNow()),
                CancellationToken.None);
    };
}
