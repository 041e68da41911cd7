using Automation.Server.Hosting;

namespace Automation.Server.Ledger;

/// <summary>The ledger: one writer and one reader.</summary>
internal static class LedgerServices
{
    public static IServiceCollection AddLedger(this IServiceCollection services, ServerSettings settings) => services
        .AddSingleton(LedgerDatabase.Of(settings.Data, settings.LedgerProvider, settings.ConnectionString))
        .AddSingleton<LedgerWriter>()
        .AddSingleton<LedgerReader>();
}
