using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>
/// Finds what no webhook told of: default branches that are elsewhere than the catalog has them, and open pull requests without our check. Webhooks are hints,
/// and GitHub promises none of them; this makes the end state independent of them.
/// </summary>
internal sealed partial class Sweep(GitHubAccess access, LedgerWriter ledger, ServerSettings settings, WorkSignal work, TimeProvider clock, ILogger<Sweep> logger) : BackgroundService
{
    // What GitHub's search has not seen yet at one sweep it has seen at the next.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private DateTimeOffset? _since;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.SweepEvery == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(settings.SweepEvery, clock);
        try
        {
            do
            {
                await TryRunAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start begins with a sweep.
        }
    }

    private async Task TryRunAsync(CancellationToken stoppingToken)
    {
        var (start, calls) = (clock.GetUtcNow(), access.Usage.Calls);
        try
        {
            access.Usage.Keep(settings.KeptCalls, start);
            var found = 0;
            foreach (var installation in await access.InstallationsAsync())
            {
                found += await RunAsync(installation, stoppingToken);
            }

            _since = start - Overlap;
            work.Set();
            LogSwept(found, access.Usage.Calls - calls);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What was not swept now is swept the next time, from the same time on.
            LogFailed(e);
        }
    }

    private async Task<int> RunAsync(AppInstallation installation, CancellationToken stoppingToken)
    {
        var open = await new OpenPullRequestSearch(access.Reading(installation.Id), access.AppId).RunAsync(installation.Owner, _since, stoppingToken);
        var missed = open.Where(p => !p.IsChecked).ToList();
        await ledger.RunAsync(connection => Mark(connection, installation, missed), stoppingToken);
        return missed.Count;
    }

    private bool Mark(LedgerConnection connection, AppInstallation installation, List<OpenPullRequest> pulls)
    {
        var now = clock.GetUtcNow();
        if (settings is { CatalogRepository: not null, FollowsCatalog: true })
        {
            DirtySources.Mark(connection, new DirtyOwner(installation.Owner, installation.Id), now);
            WorkQueue.Add(connection, new CatalogItem(), settings.CatalogPace, now);
        }

        foreach (var pull in pulls)
        {
            WorkQueue.Add(connection, new PullRequestItem { Repository = pull.Repository, InstallationId = installation.Id, Number = pull.Number, HeadSha = pull.HeadSha, BaseRef = pull.BaseRef, Trigger = "sweep" }, Pace.Free, now);
        }

        return true;
    }

    [LoggerMessage(60, LogLevel.Information, "sweep: {Found} open pull requests without a check; {Calls} calls of GitHub")]
    private partial void LogSwept(int found, long calls);

    [LoggerMessage(61, LogLevel.Warning, "The sweep did not come to its end; the next one begins where it began")]
    private partial void LogFailed(Exception exception);
}
