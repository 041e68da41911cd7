using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Automation.Testing;
using Npgsql;

namespace Automation.Server.Tests.Ledger;

/// <summary>The server with its ledger in a real PostgreSQL.</summary>
public sealed class PostgresTests
{
    public PostgresTests() => Assert.SkipWhen(PostgresServer.Programs is null, PostgresServer.Absent);

    [Fact]
    public async Task Deliveries_are_stored_and_worked_on_and_a_known_id_is_not_stored_twice()
    {
        var database = PostgresServer.Shared.NewDatabase();
        await using var server = await RunningServer.StartAsync(pullRequests: Done, settings: s => In(s, database));

        (await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1")).ShouldBe(202);
        (await server.DeliverAsync("ping", "{}", "a-2")).ShouldBe(202);
        (await server.DeliverAsync("ping", "{}", "a-2")).ShouldBe(202);

        await server.UntilAsync("a-1", DeliveryState.Done);
        await server.UntilAsync("a-2", DeliveryState.Ignored);
        server.List().Count.ShouldBe(2);
        (await server.Client.GetStringAsync("/readyz", TestContext.Current.CancellationToken)).ShouldBe("ready\n");
    }

    [Fact]
    public async Task While_the_database_is_away_deliveries_are_refused_and_what_was_accepted_is_worked_on_when_it_is_back()
    {
        using var postgres = new PostgresServer();
        var database = postgres.NewDatabase();
        var started = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(
            pullRequests: async (_, _) =>
            {
                started.TrySetResult();
                await goOn.Task;
                return new WorkOutcome.Done("checked");
            },
            settings: s => In(s, database));
        (await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1")).ShouldBe(202);
        await started.Task;

        postgres.Kill();
        (await server.DeliverAsync("ping", "{}", "a-2")).ShouldBe(503);
        goOn.SetResult();
        postgres.Start();

        await server.UntilAsync("a-1", DeliveryState.Done);
        (await server.DeliverAsync("ping", "{}", "a-3")).ShouldBe(202);
        await server.UntilAsync("a-3", DeliveryState.Ignored);
        server.Find("a-2").ShouldBeNull();
    }

    [Fact]
    public void A_transaction_does_not_go_on_in_another_connection_when_its_own_was_cut()
    {
        using var temporary = new TemporaryLedger(LedgerProvider.Postgresql);
        using var ledger = temporary.Database.Open();

        Should.Throw<CutTransactionException>(() => ledger.Transaction(() =>
        {
            ledger.Execute("INSERT INTO marks (name, value) VALUES ('before', 1)");
            Should.Throw<PostgresException>(() => ledger.Execute("SELECT pg_terminate_backend(pg_backend_pid())"));
            ledger.Execute("INSERT INTO marks (name, value) VALUES ('after', 1)");
        }));

        ledger.Number("SELECT count(*) FROM marks").ShouldBe(0);
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var database = PostgresServer.Shared.NewDatabase();
        using (var other = new NpgsqlConnection(database))
        {
            other.Open();
            using var table = other.CreateCommand();
            table.CommandText = "CREATE TABLE deliveries (parcel TEXT)";
            table.ExecuteNonQuery();
        }

        Should.Throw<LedgerException>(() => LedgerDatabase.Of(folder.Path, LedgerProvider.Postgresql, database).Open())
            .Message.ShouldContain("tables of another program");
    }

    [Theory]
    [InlineData("Host=/nowhere;Database=ledger;Username=a", "Check Ledger__ConnectionString")]
    [InlineData("Hots=127.0.0.1", "cannot be read")]
    public void A_database_that_cannot_be_reached_is_reported_without_its_password(string connectionString, string expected)
    {
        using var folder = new TemporaryFolder();

        var refused = Should.Throw<LedgerException>(
            () => LedgerDatabase.Of(folder.Path, LedgerProvider.Postgresql, $"{connectionString};Password=hunter2").Open());

        refused.Message.ShouldContain(expected);
        refused.Message.ShouldNotContain("hunter2");
    }

    private static ServerSettings In(ServerSettings settings, string database) =>
        settings with { LedgerProvider = LedgerProvider.Postgresql, ConnectionString = database };

    private static Task<WorkOutcome> Done(PullRequestItem item, CancellationToken cancellationToken) =>
        Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked"));
}
