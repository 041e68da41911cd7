using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Ledger;

/// <summary>A ledger of an older program is brought up to date, with what it holds.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void A_ledger_of_version_1_keeps_its_deliveries_and_its_intents()
    {
        using var folder = new TemporaryFolder();
        using (var old = new LedgerConnection(new SqliteEngine(folder.Path, null)))
        {
            old.Script(SqliteSchema.Migrations[0]);
            old.Script(
                """
                INSERT INTO deliveries (id, event, headers, size, received, state, outcome, finished) VALUES ('a-1', 'ping', '{}', 2, 1000, 'ignored', 'a greeting', 2000);
                INSERT INTO intents (at, key, deliveries, what) VALUES (1500, 'acme/orders#1', 'a-1', 'comment on acme/orders#1');
                """);
        }

        using var ledger = new LedgerDatabase(folder.Path).Open();

        ledger.Number("PRAGMA user_version").ShouldBe(SqliteSchema.Version);
        Deliveries.Find(ledger, "a-1")!.Outcome.ShouldBe("a greeting");
        var entry = AuditLog.List(ledger, null, null, 10).ShouldHaveSingleItem();
        (entry.What, entry.Key, entry.Result, entry.Kind).ShouldBe(("comment on acme/orders#1", "acme/orders#1", "unknown", null));
        Deliveries.Replay(ledger, "a-1", "mona", DateTimeOffset.UnixEpoch).ShouldBeTrue();
    }

    [Theory]
    [InlineData(nameof(LedgerProvider.Sqlite))]
    [InlineData(nameof(LedgerProvider.Postgresql))]
    public void A_ledger_of_a_newer_program_that_only_added_to_it_is_used_during_an_upgrade(string engine)
    {
        var provider = Enum.Parse<LedgerProvider>(engine);
        using var temporary = new TemporaryLedger(provider);
        using (var ledger = temporary.Database.Open())
        {
            ledger.Script(provider == LedgerProvider.Sqlite
                ? $"PRAGMA user_version = {SqliteSchema.Version + 1}; UPDATE marks SET value = {SqliteSchema.Version} WHERE name = 'usable from';"
                : $"INSERT INTO ledger_format (version, usable_from) VALUES ({PostgresSchema.Version + 1}, {PostgresSchema.Version});");
        }

        using (var older = temporary.Database.Open())
        {
            Deliveries.Store(older, new Delivery("a-1", "push", "{}", PackedBody.Of("{}"u8)), DateTimeOffset.UnixEpoch).ShouldBe(StoreOutcome.Stored);
            older.Script(provider == LedgerProvider.Sqlite
                ? $"UPDATE marks SET value = {SqliteSchema.Version + 1} WHERE name = 'usable from';"
                : "UPDATE ledger_format SET usable_from = version;");
        }

        Should.Throw<LedgerException>(() => temporary.Database.Open()).Message.ShouldContain("start the newer one");
    }

    [Fact]
    public void A_ledger_of_a_newer_program_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        using (var newer = new LedgerConnection(new SqliteEngine(folder.Path, null)))
        {
            newer.Script("PRAGMA user_version = 99;");
        }

        Should.Throw<LedgerException>(() => new LedgerDatabase(folder.Path).Open()).Message.ShouldContain("start the newer one");
    }
}
