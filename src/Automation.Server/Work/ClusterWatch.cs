using Automation.Core.Findings;
using Automation.Jobs.Health;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>
/// Reads the clusters at short intervals, and reports the health of the catalog's services. What was logged once is logged again only after it changed.
/// </summary>
internal sealed partial class ClusterWatch(
    FollowClusters job,
    AuditedWrites audit,
    ServerSettings settings,
    FleetTurns turns,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<ClusterWatch> logger)
    : Recurring(settings.Health!.Every, turns, lifetime, clock, logger)
{
    private const string Key = "health";

    private HashSet<NotChecked> _known = [];
    private string? _mistake;

    /// <inheritdoc/>
    protected override string Name => "the reading of clusters";

    /// <inheritdoc/>
    protected override async Task RunOnceAsync(CancellationToken stoppingToken)
    {
        switch (await audit.RunAsync(Key, intent => job.RunAsync(intent, stoppingToken)))
        {
            case ClustersOutcome.Reported(var written, var unread):
                _mistake = null;
                Log(written, unread);
                break;
            case ClustersOutcome.Mistake(var message):
                if (_mistake != message)
                {
                    LogMistake(message);
                    _mistake = message;
                }

                break;
        }
    }

    private void Log(string? written, IReadOnlyList<NotChecked> unread)
    {
        if (written is not null)
        {
            LogReported(written);
        }

        foreach (var part in unread.Where(p => !_known.Contains(p)))
        {
            LogUnread(part.What, part.Why);
        }

        _known = [.. unread];
    }

    [LoggerMessage(57, LogLevel.Information, "health: {Written}")]
    private partial void LogReported(string written);

    [LoggerMessage(58, LogLevel.Warning, "health: {What}: {Why}")]
    private partial void LogUnread(string what, string why);

    [LoggerMessage(59, LogLevel.Warning, "health is not reported: {Message}")]
    private partial void LogMistake(string message);
}
