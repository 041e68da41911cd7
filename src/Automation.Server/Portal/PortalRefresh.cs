using Automation.GitHub.Access;
using Automation.Jobs.Portal.Serving;
using Automation.Server.Hosting;

namespace Automation.Server.Portal;

/// <summary>Looks for changes of the catalog while somebody uses the portal. Each process does, because each has its own copy in memory.</summary>
internal sealed partial class PortalRefresh(
    FollowPortal job, PortalState state, ServerSettings settings, TimeProvider clock, ILogger<PortalRefresh> logger) : BackgroundService
{
    private string? _problem;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await state.WantedAsync(stoppingToken);
                await Task.Delay(await LookAsync(stoppingToken), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task<TimeSpan> LookAsync(CancellationToken stoppingToken)
    {
        var before = state.Content;
        try
        {
            // Reading a large catalog takes seconds, in which no request may wait.
            var reading = await Task.Run(() => job.RunAsync(before, stoppingToken), stoppingToken);
            state.Set(reading);
            if (reading.Content is { } content && content.Commit != before?.Commit)
            {
                LogRead(content.Commit, content.Everything.Entities.Count);
            }

            Report(reading.Problem);
            if (before is null && reading.Content is not null)
            {
                // What takes longer, the history, is left for the next look.
                return TimeSpan.Zero;
            }
        }
        catch (GitHubBusyException e)
        {
            Report(e.Message);
            Age(before, stoppingToken);
            return e.After > settings.PortalEvery ? e.After : settings.PortalEvery;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Report($"{e.GetType().Name}: {e.Message}");
            Age(before, stoppingToken);
        }

        return settings.PortalEvery;
    }

    private void Age(PortalContent? before, CancellationToken stoppingToken) =>
        state.SetAged(before is null ? null : job.Aged(before, stoppingToken));

    // What was logged once is logged again only after it changed.
    private void Report(string? problem)
    {
        if (problem is not null && problem != _problem)
        {
            LogProblem(problem);
        }

        _problem = problem;
    }

    [LoggerMessage(90, LogLevel.Information, "portal: the catalog at {Commit} has {Entities} entities")]
    private partial void LogRead(string commit, int entities);

    [LoggerMessage(91, LogLevel.Warning, "portal: not everything could be read: {Why}")]
    private partial void LogProblem(string why);
}
