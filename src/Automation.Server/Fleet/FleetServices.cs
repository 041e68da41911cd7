namespace Automation.Server.Fleet;

/// <summary>What a worker needs to share the ledger with others.</summary>
internal static class FleetServices
{
    public static IServiceCollection AddFleet(this IServiceCollection services) => services
        .AddSingleton<WorkerHome>()
        .AddSingleton<FleetMembership>()
        .AddHostedService(s => s.GetRequiredService<FleetMembership>())
        .AddSingleton<FleetTurns>()
        .AddSingleton<LedgerNotices>()
        .AddHostedService(s => s.GetRequiredService<LedgerNotices>());
}
