using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Testing;

namespace Automation.Server.Tests.Driving;

/// <summary>An empty ledger in an engine; the test is skipped where the engine cannot be had.</summary>
internal sealed class TemporaryLedger : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TemporaryLedger(LedgerProvider provider)
    {
        Assert.SkipWhen(provider == LedgerProvider.Postgresql && PostgresServer.Programs is null, PostgresServer.Absent);
        Database = LedgerDatabase.Of(
            _folder.Path, provider, provider == LedgerProvider.Postgresql ? PostgresServer.Shared.NewDatabase() : null);
    }

    public LedgerDatabase Database { get; }

    public void Dispose() => _folder.Dispose();
}
