using Automation.Server.Ledger;
using Automation.Testing;

namespace Automation.Server.Tests.Ledger;

/// <summary>The ledger that the last release left is read and continued by this program (<c>tests/releases/write.sh</c>).</summary>
public sealed class EarlierReleaseTests
{
    [Fact]
    public void Its_deliveries_are_there_with_their_states_and_can_be_replayed()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "tests", "releases", "last", "ledger.db"), Path.Combine(folder.Path, "ledger.db"));

        using var ledger = new LedgerDatabase(folder.Path).Open();

        ledger.Number("PRAGMA user_version").ShouldBe(SqliteSchema.Version);
        Deliveries.List(ledger, null, 10).Count.ShouldBe(3);
        Deliveries.Find(ledger, "00000000-0000-0000-0000-000000000001")!.State.ShouldBe("ignored");
        Deliveries.Replay(ledger, "00000000-0000-0000-0000-000000000001", "mona", DateTimeOffset.UnixEpoch).ShouldBeTrue();
    }
}
