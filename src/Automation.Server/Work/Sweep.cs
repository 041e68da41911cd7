using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.Jobs.Webhooks;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>
/// Finds missed events: default branches with another commit than in the catalog, and open pull requests without our check. Webhooks are hints,
/// and GitHub does not guarantee them; this makes the end state independent of them.
/// </summary>
internal sealed partial class Sweep(
    GitHubAccess access,
    LedgerWriter ledger,
    ServerSettings settings,
    WorkSignal work,
    FleetTurns turns,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Sweep> logger)
    : Recurring(settings.SweepEvery, turns, lifetime, clock, logger)
{
    // What GitHub's search misses in one sweep, it finds in the next.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private readonly Dictionary<long, DateTimeOffset> _since = [];

    /// <inheritdoc/>
    protected override string Name => "the sweep";

    /// <inheritdoc/>
    protected override async Task RunOnceAsync(CancellationToken stoppingToken)
    {
        var (start, calls, found) = (Clock.GetUtcNow(), access.Usage.Calls, 0);
        access.Usage.Keep(settings.KeptCalls, start);
        foreach (var installation in await access.InstallationsAsync())
        {
            found += await TryAsync(installation, start, stoppingToken);
        }

        work.Set();
        LogSwept(found, access.Usage.Calls - calls);
    }

    // One installation that GitHub refuses, or that cannot be read, affects only itself: the next sweep reads it from the same time on.
    private async Task<int> TryAsync(AppInstallation installation, DateTimeOffset start, CancellationToken stoppingToken)
    {
        try
        {
            var found = await RunAsync(installation, start, stoppingToken);
            _since[installation.Id] = start - Overlap;
            return found;
        }
        catch (Exception e) when (e is not GitHubBusyException && !stoppingToken.IsCancellationRequested)
        {
            LogNotSwept(GitHubOutage.IsFailedCall(e) ? null : e, installation.Owner, e.Message);
            return 0;
        }
    }

    private async Task<int> RunAsync(AppInstallation installation, DateTimeOffset start, CancellationToken stoppingToken)
    {
        // If the clock was ahead at the last sweep, everything since then would be skipped.
        DateTimeOffset? since = _since.TryGetValue(installation.Id, out var swept) && swept < start ? swept : null;
        var open = await new OpenPullRequestSearch(access.Reading(installation.Id), access.AppId).RunAsync(installation.Owner, since, stoppingToken);
        var missed = open.Where(p => !p.IsChecked).ToList();
        await ledger.RunAsync(connection => Mark(connection, installation, missed), stoppingToken);
        return missed.Count;
    }

    private void Mark(LedgerConnection connection, AppInstallation installation, List<OpenPullRequest> pulls)
    {
        var now = Clock.GetUtcNow();
        if (settings is { CatalogRepository: not null, FollowsCatalog: true })
        {
            DirtySources.Mark(connection, new DirtyOwner(installation.Owner, installation.Id), now);
            WorkQueue.Add(connection, new CatalogItem(), settings.CatalogPace, now);
        }

        foreach (var pull in pulls)
        {
            WorkQueue.Add(
                connection,
                new PullRequestItem
                {
                    Repository = pull.Repository,
                    InstallationId = installation.Id,
                    Number = pull.Number,
                    HeadSha = pull.HeadSha,
                    BaseRef = pull.BaseRef,
                    Trigger = "sweep",
                },
                Debounce.Free,
                now);
        }
    }

    [LoggerMessage(46, LogLevel.Information, "sweep: {Found} open pull requests without a check; {Calls} calls to GitHub")]
    private partial void LogSwept(int found, long calls);

    [LoggerMessage(47, LogLevel.Warning, "sweep: {Owner} could not be swept; the next sweep retries: {Why}")]
    private partial void LogNotSwept(Exception? exception, string owner, string why);
}
