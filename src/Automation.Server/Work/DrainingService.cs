using Automation.Server.Hosting;

namespace Automation.Server.Work;

/// <summary>Runs work, and lets it finish for a while when the server stops, before anything else stops.</summary>
internal abstract class DrainingService(ServerSettings settings, IHostApplicationLifetime lifetime, TimeProvider clock)
    : BackgroundService, IHostedLifecycleService
{
    private readonly CancellationTokenSource _abandon = new(Timeout.InfiniteTimeSpan, clock);

    protected ServerSettings Settings { get; } = settings;

    protected TimeProvider Clock { get; } = clock;

    /// <summary>Cancelled when running work has to end, unfinished.</summary>
    protected CancellationToken Abandon => _abandon.Token;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets running work finish before anything else stops: deliveries are still stored, and /readyz reports that the server is stopping.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        return StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _abandon.CancelAfter(Settings.DrainWithin);
        await base.StopAsync(cancellationToken);
        await RunningAsync();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _abandon.Dispose();
        base.Dispose();
    }

    /// <summary>Ends when nothing runs any more.</summary>
    protected abstract Task RunningAsync();
}
