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
internal sealed partial class Sweep(GitHubAccess access, LedgerWriter ledger, ServerSettings settings, WorkSignal work, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Sweep> logger)
    : Recurring(settings.SweepEvery, lifetime, clock, logger)
{
    // What GitHub's search has not seen yet at one sweep it has seen at the next.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private DateTimeOffset? _since;

    /// <inheritdoc/>
    protected override string Name => "the sweep";

    /// <inheritdoc/>
    protected override async Task RunOnceAsync(CancellationToken stoppingToken)
    {
        var (start, calls, found) = (Clock.GetUtcNow(), access.Usage.Calls, 0);
        access.Usage.Keep(settings.KeptCalls, start);
        foreach (var installation in await access.InstallationsAsync())
        {
            found += await RunAsync(installation, stoppingToken);
        }

        // What was not swept is swept the next time, from the same time on.
        _since = start - Overlap;
        work.Set();
        LogSwept(found, access.Usage.Calls - calls);
    }

    private async Task<int> RunAsync(AppInstallation installation, CancellationToken stoppingToken)
    {
        var open = await new OpenPullRequestSearch(access.Reading(installation.Id), access.AppId).RunAsync(installation.Owner, _since, stoppingToken);
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
            WorkQueue.Add(connection, new PullRequestItem { Repository = pull.Repository, InstallationId = installation.Id, Number = pull.Number, HeadSha = pull.HeadSha, BaseRef = pull.BaseRef, Trigger = "sweep" }, Pace.Free, now);
        }
    }

    [LoggerMessage(46, LogLevel.Information, "sweep: {Found} open pull requests without a check; {Calls} calls of GitHub")]
    private partial void LogSwept(int found, long calls);
}
