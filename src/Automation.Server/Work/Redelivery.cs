using Automation.Server.Hosting;
using Automation.Server.Operations;

namespace Automation.Server.Work;

/// <summary>Requests redelivery, at the start and periodically, of what GitHub could not deliver.</summary>
internal sealed class Redelivery(
    RedeliveryStep step,
    ServerSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Redelivery> logger)
    : Recurring(settings.RedeliverEvery, lifetime, clock, logger)
{
    /// <inheritdoc/>
    protected override string Name => "the reading of GitHub's log of deliveries";

    /// <inheritdoc/>
    protected override Task RunOnceAsync(CancellationToken stoppingToken) => step.RunAsync(stoppingToken);
}
