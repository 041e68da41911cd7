using Automation.GitHub.Access;
using Automation.Server.Hosting;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>Logs one line after the start: which App this is and where it is installed, or what is wrong. The server runs in both cases.</summary>
internal sealed partial class AppReport(
    GitHubAccess access,
    ServerSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<AppReport> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.ReportsAppAtStart)
        {
            return;
        }

        try
        {
            await lifetime.StartedAsync(stoppingToken);
            var (name, installations) = await access.DescribeAsync();
            LogApp(name, access.AppId, installations);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server is stopping; the line is not needed.
        }
#pragma warning disable CA1031 // Only a log line depends on it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogProblem(access.AppId, AppProblem.Of(e, new Uri(settings.ApiUrl), clock.GetUtcNow()));
        }
    }

    [LoggerMessage(44, LogLevel.Information, "Acting as the GitHub App {Name} ({AppId}); installations: {Installations}")]
    private partial void LogApp(string name, long appId, int installations);

    [LoggerMessage(45, LogLevel.Warning, "The GitHub App {AppId} cannot be used: {Problem}")]
    private partial void LogProblem(long appId, string problem);
}
