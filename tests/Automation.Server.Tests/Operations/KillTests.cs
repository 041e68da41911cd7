using System.Collections.Concurrent;
using System.Text;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Operations;

/// <summary>kill -9 under load: what was answered 202 is in the ledger, and in the end it is over. tests/stress/server.sh runs it longer.</summary>
public sealed class KillTests
{
    private const int Senders = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly int Rounds = Chosen.Number("AUTOMATION_STRESS_ROUNDS", 2);
    private static readonly int DeliveriesARound = Chosen.Number("AUTOMATION_STRESS_DELIVERIES", 300);

    [Fact]
    public async Task Killed_under_load_it_loses_nothing_that_it_answered_and_ends_everything_that_it_took()
    {
        using var folder = new TemporaryFolder();
        var answered = new ConcurrentDictionary<string, bool>();
        var killedAt = new Random(Chosen.Number("SEED", Environment.TickCount));
        for (var round = 1; round <= Rounds; round++)
        {
            var (process, address) = await StartAsync(folder);
            using (process)
            {
                // Killed after so many answers, while others are on their way: a count, not a time.
                var kill = answered.Count + 1 + killedAt.Next(DeliveriesARound - 1);
                await SendAsync(address, round, answered, () =>
                {
                    if (answered.Count >= kill)
                    {
                        process.Kill();
                    }
                });
            }
        }

        var (last, _) = await StartAsync(folder);
        using (last)
        {
            using var reader = new LedgerReader(new LedgerDatabase(folder.Path));
            await RunningServer.UntilAsync(
                () => reader.Read(l => Deliveries.Count(l, DeliveryState.Received) + Deliveries.Count(l, DeliveryState.Queued)) == 0,
                () => $"not all are over:\n{last.Log}");
            var rows = reader.Read(l => Deliveries.List(l, null, int.MaxValue));

            answered.Keys.Except(rows.Select(r => r.Id)).ShouldBeEmpty();
            rows.ShouldAllBe(r => r.State == DeliveryState.NotActed || r.State == DeliveryState.Ignored);
            reader.Read(l => l.Number("SELECT count(*) FROM deliveries LEFT JOIN payloads USING (sequence) WHERE body IS NULL")).ShouldBe(0);
            reader.Read(l => l.Rows("PRAGMA integrity_check", r => r.GetString(0))).ShouldBe(["ok"]);
            TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} kills: {answered.Count} answered 202, {rows.Count} in the ledger, all over");
        }
    }

    private static Task<(ServerProcess Process, Uri Address)> StartAsync(TemporaryFolder folder) =>
        ServerProcess.StartAsync(folder.Path, ("GitHub__WebhookSecret", RunningServer.Secret));

    private static async Task SendAsync(Uri address, int round, ConcurrentDictionary<string, bool> answered, Action afterEach)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = Patience };
        var next = 0;
        var killing = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= DeliveriesARound; i = Interlocked.Increment(ref next))
            {
                var id = $"round-{round}-{i}";
                var (name, payload) = i % 5 == 0
                    ? ("push", Payloads.Sample("push").Replace("refs/heads/main", "refs/heads/other", StringComparison.Ordinal))
                    : ("pull_request", Payloads.Opened(i % 20));
                try
                {
                    using var request = RunningServer.Request(name, Encoding.UTF8.GetBytes(payload), id);
                    using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    ((int)response.StatusCode).ShouldBe(202);
                    answered[id] = true;
                }
                catch (HttpRequestException)
                {
                    return; // It was killed.
                }

                lock (killing)
                {
                    afterEach();
                }
            }
        })));
    }
}
