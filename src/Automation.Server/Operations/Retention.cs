using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Operations;

/// <summary>Deletes expired data once an hour, in steps so small that the webhook endpoint does not wait for them. The free space is reused.</summary>
internal sealed partial class Retention(
    LedgerDatabase database,
    LedgerWriter writer,
    ServerSettings settings,
    FleetTurns turns,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Retention> logger)
    : Recurring(Every, turns, lifetime, clock, logger)
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Checks everything once; returns how many deliveries were deleted.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var keep = settings.Keep;
        using var ledger = database.Open();
        if (Expiry.Newest(ledger) is { } newest && newest < now - keep.Deliveries)
        {
            // With a clock that is months ahead, everything would be deleted.
            LogClock(newest);
            return 0;
        }

        var forgotten = 0;
        for (long? after = 0; after is { } from;)
        {
            (var expired, after) = Expiry.Look(ledger, from, now - keep.Deliveries, now - keep.Dead, AtOnce);
            if (expired.Count > 0)
            {
                forgotten += await writer.RunAsync(l => Expiry.Forget(l, expired), cancellationToken);
            }
        }

        for (long? after = 0; after is { } from;)
        {
            (_, after) = await writer.RunAsync(l => Expiry.ForgetWork(l, from, now - keep.Deliveries, AtOnce), cancellationToken);
        }

        while (await writer.RunAsync(l => Expiry.ForgetAudit(l, now - keep.Audit, AtOnce), cancellationToken) > 0)
        {
        }

        while (await writer.RunAsync(l => VerdictStore.Forget(l, now - keep.Deliveries, AtOnce), cancellationToken) > 0)
        {
        }

        while (await writer.RunAsync(l => RunRecords.Forget(l, now - keep.Dead, AtOnce), cancellationToken) > 0)
        {
        }

        database.Engine.Tidy(ledger);
        return forgotten;
    }

    /// <inheritdoc/>
    protected override string Name => "Deleting expired data";

    /// <inheritdoc/>
    protected override async Task RunOnceAsync(CancellationToken stoppingToken)
    {
        if (await SweepAsync(stoppingToken) is > 0 and var forgotten)
        {
            LogForgotten(forgotten);
        }
    }

    [LoggerMessage(70, LogLevel.Information, "Deleted {Count} expired deliveries")]
    private partial void LogForgotten(int count);

    [LoggerMessage(
        71, LogLevel.Warning, "Nothing is deleted: even the newest delivery, of {At:yyyy-MM-ddTHH:mm:ssZ}, has expired. Check this machine's clock")]
    private partial void LogClock(DateTimeOffset at);
}
