using Automation.Server.Commands;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Ledger;

/// <summary>Deliveries are found however many came after them, and replayed however many they are.</summary>
public sealed class SearchTests : IDisposable
{
    private const int Later = 30_000;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Engines => [.. Enum.GetNames<LedgerProvider>()];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_whole_id_and_a_repository_are_found_at_any_age(string engine)
    {
        using var temporary = new TemporaryLedger(Enum.Parse<LedgerProvider>(engine));
        using var ledger = Filled(temporary.Database, "ignored");

        Search(new(null, null, null, "d-1", null)).ShouldBe(["d-1"]);
        Search(new("ignored", null, "ACME/old", "d-1", null)).ShouldBe(["d-1"]);
        Search(new("dead", null, null, "d-1", null)).ShouldNotContain("d-1");
        Search(new(null, null, "acme/OLD", null, null)).ShouldBe(["d-2", "d-1"]);
        Search(new(null, "push", "acme/old", null, null)).ShouldBeEmpty();

        List<string> Search(DeliverySearch search) => search.Run(ledger).Rows.ConvertAll(d => d.Id);
    }

    [Fact]
    public async Task Large_replays_are_done_in_batches_each_with_its_line_in_the_audit_log()
    {
        Filled(new LedgerDatabase(_folder.Path), "dead").Dispose();
        using var output = new StringWriter { NewLine = "\n" };

        (await ServerProgram.InvokeAsync(["deliveries", "replay", "--state", "dead", "--data", _folder.Path], output, TextWriter.Null)).ShouldBe(0);

        output.ToString().ShouldBe($"{Later} deliveries will be processed again.\n");
        using var ledger = new LedgerDatabase(_folder.Path).Open();
        Deliveries.Count(ledger, DeliveryState.Received).ShouldBe(Later);
        ledger.Number("SELECT count(*) FROM audit WHERE kind = 'replay'").ShouldBe(Later / Replays.AtOnce);
    }

    public void Dispose() => _folder.Dispose();

    // d-1 and d-2 are the oldest.
    private static LedgerConnection Filled(LedgerDatabase database, string state)
    {
        var ledger = database.Open();
        ledger.Script(
            $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Later})
            INSERT INTO deliveries (id, event, headers, size, received, state, repository)
            SELECT 'd-' || i, 'ping', '{"{}"}', 2, 1000 + i, '{state}', CASE WHEN i <= 2 THEN 'acme/old' ELSE 'acme/new' END FROM n
            """);
        return ledger;
    }
}
