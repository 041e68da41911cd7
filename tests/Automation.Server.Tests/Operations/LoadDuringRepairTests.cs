using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Operations;

/// <summary>
/// Deliveries are answered quickly while the ledger is repaired, replayed, or has no space. tests/stress/operations.sh runs it with many more.
/// </summary>
public sealed class LoadDuringRepairTests
{
    private const int AllowedMilliseconds = 1000;
    private static readonly int Replayed = Chosen.Number("AUTOMATION_STRESS_REPLAYED", 3_000);
    private static readonly bool IsMeasured = Environment.GetEnvironmentVariable("AUTOMATION_STRESS_REPLAYED") is not null;
    private static readonly string? SmallDisk = Environment.GetEnvironmentVariable("AUTOMATION_STRESS_DISK");
    private static readonly TimeSpan BetweenDeliveries = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_very_many_deliveries_are_replayed_others_are_stored_soon_and_all_are_over_in_the_end()
    {
        using var folder = new TemporaryFolder();
        var body = PackedBody.Of(Encoding.UTF8.GetBytes(Payloads.Sample("ping")));
        using (var ledger = new LedgerDatabase(folder.Path).Open())
        {
            ledger.Transaction(() =>
            {
                for (var i = 0; i < Replayed; i++)
                {
                    ledger.Execute(
                        """
                        INSERT INTO deliveries (id, event, headers, size, received, state, finished)
                        VALUES (@id, 'ping', '{}', @size, @now, 'not-acted', @now)
                        """,
                        ("@id", $"old-{i}"), ("@size", body.Size), ("@now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
                    ledger.Execute("INSERT INTO payloads (sequence, body) VALUES (last_insert_rowid(), @body)", ("@body", body.Bytes));
                }
            });
        }

        var (process, address) = await ServerProcess.StartAsync(folder.Path, ("GitHub__WebhookSecret", RunningServer.Secret));
        using (process)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var answers = SendAsync(address, enough.Token);
            var start = TimeProvider.System.GetTimestamp();
            var (exitCode, output) = await Task.Run(() => ServerProcess.Run(["deliveries", "replay", "--state", "not-acted", "--data", folder.Path]), Cancel);
            exitCode.ShouldBe(0, output);

            // Deliveries that arrived and were over before the command read the ledger are replayed, too.
            int.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(Replayed);
            output.ShouldEndWith(" deliveries will be processed again.\n");
            var replayed = TimeProvider.System.GetElapsedTime(start);
            using var reader = new LedgerReader(new LedgerDatabase(folder.Path));
            await RunningServer.UntilAsync(() => Pending(reader) < 100, () => "they are not analysed", TimeSpan.FromHours(1));
            await enough.CancelAsync();
            var all = await answers;
            await RunningServer.UntilAsync(() => Pending(reader) == 0, () => "something is left");

            all.ShouldAllBe(a => a.Status == 202);
            reader.Read(l => l.Number("SELECT count(*) FROM work WHERE state = 'running'")).ShouldBe(0);
            reader.Read(l => Deliveries.Count(l, DeliveryState.Ignored) + Deliveries.Count(l, DeliveryState.NotActed)).ShouldBe(Replayed + all.Count);
            Tell($"{Replayed} replayed in {replayed.TotalSeconds:N0} s, all over after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:N0} s", all);
        }
    }

    [Fact]
    public async Task While_the_disk_is_full_deliveries_are_refused_quickly_and_with_free_space_nothing_is_lost()
    {
        Assert.SkipWhen(SmallDisk is null, "AUTOMATION_STRESS_DISK names no small disk to fill.");
        var data = Path.Combine(SmallDisk!, "data");
        var (process, address) = await ServerProcess.StartAsync(data, ("GitHub__WebhookSecret", RunningServer.Secret));
        using (process)
        {
            using var client = new HttpClient { BaseAddress = address, Timeout = RunningServer.Patience };
            var ballast = Path.Combine(SmallDisk!, "ballast");
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var answers = SendAsync(address, enough.Token, padding: 20_000);
            await Task.Delay(TimeSpan.FromSeconds(5), Cancel);
            Fill(ballast);
            await Task.Delay(TimeSpan.FromSeconds(20), Cancel);
            using (var ready = await client.GetAsync("/readyz", Cancel))
            {
                ((int)ready.StatusCode).ShouldBe(503);
            }

            File.Delete(ballast);
            await RunningServer.UntilAsync(() => IsReady(client), () => process.Log, TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromSeconds(5), Cancel);
            await enough.CancelAsync();
            var all = await answers;
            using var reader = new LedgerReader(new LedgerDatabase(data));
            await RunningServer.UntilAsync(() => Pending(reader) == 0, () => process.Log);

            all.ShouldAllBe(a => a.Status == 202 || a.Status == 503);
            all.ShouldContain(a => a.Status == 503);
            var kept = reader.Read(l => l.Rows("SELECT id FROM deliveries", r => r.GetString(0))).ToHashSet();
            all.Where(a => a.Status == 202).Select(a => a.Id).Where(id => !kept.Contains(id)).ShouldBeEmpty();
            reader.Read(l => l.Number("SELECT count(*) FROM work WHERE state = 'running'")).ShouldBe(0);
            Tell($"{all.Count(a => a.Status == 503)} refused while the disk was full", all);
        }
    }

    private static long Pending(LedgerReader reader) =>
        reader.Read(l => Deliveries.Count(l, DeliveryState.Received) + Deliveries.Count(l, DeliveryState.Queued));

    private static bool IsReady(HttpClient client)
    {
        using var answer = client.GetAsync("/readyz").GetAwaiter().GetResult();
        return answer.IsSuccessStatusCode;
    }

    private static void Fill(string file)
    {
        using var ballast = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[64 * 1024]; block.Length > 512;)
        {
            try
            {
                ballast.Write(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }

    // Pull requests of many numbers, so that there is work; one after the other, each timed.
    private static async Task<IReadOnlyCollection<(string Id, int Status, double Milliseconds)>> SendAsync(
        Uri address, CancellationToken enough, int padding = 0)
    {
        var answers = new ConcurrentQueue<(string, int, double)>();
        using var client = new HttpClient { BaseAddress = address, Timeout = RunningServer.Patience };
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var id = $"new-{i}";
            var payload = Payloads.Opened(i % 500, head: padding == 0 ? "aaaa" : Convert.ToHexString(RandomNumberGenerator.GetBytes(padding)));
            var start = TimeProvider.System.GetTimestamp();
            using var request = RunningServer.Request("pull_request", Encoding.UTF8.GetBytes(payload), id);
            using var response = await client.SendAsync(request, CancellationToken.None);
            answers.Enqueue((id, (int)response.StatusCode, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds));
            await Task.Delay(BetweenDeliveries, CancellationToken.None);
        }

        return answers;
    }

    private static void Tell(string what, IReadOnlyCollection<(string Id, int Status, double Milliseconds)> answers)
    {
        var times = answers.Select(a => a.Milliseconds).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}; {answers.Count} others answered, median {times[times.Count / 2]:N0} ms, 99% {times[times.Count * 99 / 100]:N0} ms, longest "
            + $"{times[^1]:N0} ms");
        if (IsMeasured || SmallDisk is not null)
        {
            times[^1].ShouldBeLessThan(AllowedMilliseconds);
        }
    }
}
