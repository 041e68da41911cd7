using Automation.Core.Findings;
using Automation.Jobs.Health;
using Automation.Reporting.Model;
using Automation.Server.Hosting;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>Reads the clusters at short intervals, and reports the health of the catalog's services. What was logged once is logged again only after it changed.</summary>
internal sealed partial class ClusterWatch(
    FollowClusters job,
    AuditedWrites audit,
    ServerSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<ClusterWatch> logger)
    : Recurring(settings.Health!.Every, lifetime, clock, logger)
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
            case ClustersOutcome.Reported({ Report: var report } outcome):
                _mistake = null;
                Log(report, outcome.Commit?.Short);
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

    private void Log(HealthOverviewReport report, string? commit)
    {
        if (commit is not null)
        {
            LogReported(report.Services.Count, report.Services.Count(s => s.HasFailed), report.Clusters.Count, commit);
        }

        HashSet<NotChecked> parts = [.. report.NotChecked, .. report.Clusters.Where(c => c.Failure is not null).Select(c => new NotChecked(c.Name, c.Failure!))];
        foreach (var part in parts.Except(_known))
        {
            LogUnread(part.What, part.Why);
        }

        _known = parts;
    }

    [LoggerMessage(57, LogLevel.Information, "health: {Services} services, {Failing} with problems, in {Clusters} clusters; commit {Commit}")]
    private partial void LogReported(int services, int failing, int clusters, string commit);

    [LoggerMessage(58, LogLevel.Warning, "health: {What}: {Why}")]
    private partial void LogUnread(string what, string why);

    [LoggerMessage(59, LogLevel.Warning, "health is not reported: {Message}")]
    private partial void LogMistake(string message);
}
