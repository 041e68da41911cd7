using Automation.Server.Commands;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Automation.Testing;

namespace Automation.Server.Tests.Ledger;

/// <summary>A ledger in a file is copied into PostgreSQL, and the server goes on there.</summary>
public sealed class CopyTests
{
    public CopyTests() => Assert.SkipWhen(PostgresServer.Programs is null, PostgresServer.Absent);

    [Fact]
    public async Task The_server_goes_on_in_PostgreSQL_with_all_it_had_and_the_file_is_unchanged()
    {
        using var folder = new TemporaryFolder();
        var database = PostgresServer.Shared.NewDatabase();
        await using (var server = await RunningServer.StartAsync(
            pullRequests: (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")), data: folder.Path))
        {
            await server.DeliverAsync("ping", Payloads.Sample("ping"), "over-1");
            await server.DeliverAsync("pull_request", Payloads.Opened(), "done-1");
            await server.UntilAsync("done-1", DeliveryState.Done);
            await server.UntilAsync("over-1", DeliveryState.Ignored);
        }

        await using (var intake = await RunningServer.StartAsync(settings: s => s with { Role = Role.Intake }, data: folder.Path))
        {
            await intake.DeliverAsync("pull_request", Payloads.Opened(head: "bbbb"), "waits-1");
        }

        var before = Content(folder.Path);
        var output = await RunAsync(0, "ledger", "copy", "--data", folder.Path, "--to", database);
        Content(folder.Path).ShouldBe(before);
        output.ShouldMatch("(?s)deliveries +3\n.*payloads +3\n.*work +1\n.*Ledger__Provider=postgresql");

        await using var next = await RunningServer.StartAsync(
            pullRequests: (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked there")),
            settings: s => s with { LedgerProvider = LedgerProvider.Postgresql, ConnectionString = database });
        (await next.UntilAsync("waits-1", DeliveryState.Done)).Outcome.ShouldBe("checked there");
        next.Find("done-1")!.Outcome.ShouldBe("checked");
        (await next.DeliverAsync("ping", Payloads.Sample("ping"), "later-1")).ShouldBe(202);
        await next.UntilAsync("later-1", DeliveryState.Ignored);
        next.List().Select(d => d.Sequence).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Many_rows_with_everything_in_them_are_copied_and_a_second_copy_is_refused()
    {
        using var source = new TemporaryLedger(LedgerProvider.Sqlite);
        var database = PostgresServer.Shared.NewDatabase();
        using (var ledger = source.Database.Open())
        {
            ledger.Transaction(() =>
            {
                for (var i = 0; i < 1001; i++)
                {
                    Deliveries.Store(ledger, new Delivery($"d-{i}", "push", "{\"ü\":\"\u2028\"}", PackedBody.Of("{}"u8)), DateTimeOffset.UnixEpoch);
                    ledger.Execute(
                        "INSERT INTO verdicts (repository, number, head, at, conclusion, shadow, owner, rules) VALUES (@r, @n, 'h', 1, 'success', 0, NULL, '')",
                        ("@r", $"acme/{i % 7}"), ("@n", (long)i));
                }
            });
        }

        (await RunAsync(0, "ledger", "copy", "--data", source.Database.Folder, "--to", database)).ShouldContain("1,001");
        (await RunAsync(3, "ledger", "copy", "--data", source.Database.Folder, "--to", database)).ShouldContain("copy to an empty database");

        using var copy = LedgerDatabase.Of(source.Database.Folder, LedgerProvider.Postgresql, database).Open();
        copy.Number("SELECT count(*) FROM verdicts").ShouldBe(1001);
        Deliveries.Find(copy, "d-1000")!.Headers.ShouldBe("{\"ü\":\"\u2028\"}");
    }

    [Fact]
    public async Task A_running_worker_a_missing_ledger_and_an_older_format_are_refused()
    {
        using var source = new TemporaryLedger(LedgerProvider.Sqlite);
        var database = PostgresServer.Shared.NewDatabase();
        (await RunAsync(2, "ledger", "copy", "--data", source.Database.Folder, "--to", database)).ShouldContain("There is no ledger");
        source.Database.Open().Dispose();
        using (new WorkerHome(source.Database))
        {
            (await RunAsync(3, "ledger", "copy", "--data", source.Database.Folder, "--to", database)).ShouldContain("Another automation-server worker");
        }

        (await RunAsync(2, "ledger", "copy", "--data", source.Database.Folder)).ShouldContain("Specify the empty database with --to");
    }

    [Fact]
    public async Task An_older_ledger_is_migrated_without_the_server_and_only_then_copied()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "tests", "releases", "last", "ledger.db"), Path.Combine(folder.Path, "ledger.db"));
        var database = PostgresServer.Shared.NewDatabase();
        var old = LedgerVersion.Of(new LedgerDatabase(folder.Path));
        old.ShouldBeLessThan(SqliteSchema.Version);

        (await RunAsync(2, "ledger", "copy", "--data", folder.Path, "--to", database)).ShouldContain("ledger migrate");
        LedgerVersion.Of(new LedgerDatabase(folder.Path)).ShouldBe(old);
        (await RunAsync(0, "ledger", "migrate", "--data", folder.Path)).ShouldEndWith($"the format was {old} and is now {SqliteSchema.Version}.\n");
        (await RunAsync(0, "ledger", "migrate", "--data", folder.Path)).ShouldEndWith($"the format is {SqliteSchema.Version}, nothing to do.\n");
        (await RunAsync(0, "ledger", "copy", "--data", folder.Path, "--to", database)).ShouldMatch("deliveries +3\n");
    }

    [Fact]
    public void An_empty_database_gets_a_ledger_and_is_not_read_before()
    {
        using var folder = new TemporaryFolder();
        (string, string)[] settings = [("Ledger__Provider", "postgresql"), ("Ledger__ConnectionString", PostgresServer.Shared.NewDatabase())];

        Run(folder, settings, 2, "deliveries", "list").ShouldContain("create one with 'automation-server ledger migrate'");
        Run(folder, settings, 0, "ledger", "migrate").ShouldContain("there was no ledger; one of format");
        Run(folder, settings, 0, "ledger", "migrate").ShouldContain("nothing to do");
        Run(folder, settings, 0, "deliveries", "list").ShouldNotContain("ledger migrate");
    }

    [Fact]
    public void A_misspelt_engine_is_not_taken_for_another_one()
    {
        using var folder = new TemporaryFolder();
        new LedgerDatabase(folder.Path).Open().Dispose();

        Run(folder, [("Ledger__Provider", "postgres")], 2, "deliveries", "list")
            .ShouldContain("Ledger__Provider is 'postgres'; it must be one of sqlite, postgresql.");
    }

    private static string Run(TemporaryFolder folder, (string, string)[] settings, int exitCode, params string[] arguments)
    {
        var (found, output) = ServerProcess.Run([.. arguments, "--data", folder.Path], settings);
        found.ShouldBe(exitCode, output);
        return output;
    }

    private static string Content(string folder)
    {
        using var ledger = new LedgerDatabase(folder).Open();
        return string.Join('\n', new[] { "deliveries", "work", "work_events", "marks" }.Select(t => $"{t} {ledger.Number($"SELECT count(*) FROM {t}")}"))
            + ledger.Number("SELECT total(received) FROM deliveries");
    }

    private static async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        (await ServerProgram.InvokeAsync(arguments, output, output)).ShouldBe(exitCode, output.ToString());
        return output.ToString();
    }
}
