using System.Collections.Concurrent;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Chaos;

/// <summary>kill -9 while pull requests are checked: what was answered 202 ends as if nothing had happened. tests/stress/app.sh runs it longer.</summary>
public sealed class KillTests
{
    private const int Pulls = 24;
    private const int Repositories = 6;
    private const int ActsAtOnce = 12;
    private const int Senders = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly int Kills = Chosen.Number("AUTOMATION_STRESS_KILLS", 2);
    private static readonly int Wanted = Chosen.Number("AUTOMATION_STRESS_DELIVERIES", 200);

    public static TheoryData<string> Engines => [.. Enum.GetNames<LedgerProvider>()];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Killed_repeatedly_it_reports_everything_once(string engine)
    {
        var provider = Enum.Parse<LedgerProvider>(engine);
        Assert.SkipWhen(provider == LedgerProvider.Postgresql && PostgresServer.Programs is null, PostgresServer.Absent);
        var connection = provider == LedgerProvider.Postgresql ? PostgresServer.Shared.NewDatabase() : null;
        var seed = Chosen.Number("SEED", Environment.TickCount & 0xFFFF);
        var start = TimeProvider.System.GetTimestamp();
        using var folder = new TemporaryFolder();
        using var gitHub = await GitHubProcess.StartAsync(seed, Math.Min(Pulls, Wanted / 10), Repositories);
        await using var server = new MortalServer(
            folder.Path,
            seed,
            Kills,
            Wanted,
            [
                .. AppSettings.Of(folder.Path, new FakeGitHubOptions().AppId, await gitHub.KeyAsync(), gitHub.Api),
                .. connection is null ? [] : new[] { ("Ledger__Provider", engine), ("Ledger__ConnectionString", connection) },
            ]);
        await server.StartAsync();
        using var reader = new LedgerReader(LedgerDatabase.Of(folder.Path, provider, connection));
        long Pending() => reader.Read(l => Deliveries.Count(l, DeliveryState.Received) + Deliveries.Count(l, DeliveryState.Queued));

        await gitHub.OpenAsync();
        while (server.Answered.Count < Wanted)
        {
            var told = new ConcurrentQueue<GitHubProcess.Event>(await gitHub.TellAsync());
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync(server, told)));

            // One that is far behind has little to do: of what people did most is out of date.
            await RunningServer.UntilAsync(() => Pending() < ActsAtOnce, () => $"it does not keep up:\n{server.Log}", Patience);
            await gitHub.ActAsync(ActsAtOnce);
        }

        // The last actions of people have to be reported, too.
        await SendAsync(server, new ConcurrentQueue<GitHubProcess.Event>(await gitHub.TellAsync()));
        await RunningServer.UntilAsync(() => Pending() == 0, () => $"not all are over:\n{server.Log}", Patience);

        var rows = reader.Read(l => Deliveries.List(l, null, int.MaxValue));
        server.Answered.Keys.Except(rows.Select(r => r.Id)).ShouldBeEmpty();
        rows.Where(r => r.State is not (DeliveryState.Done or DeliveryState.Ignored or DeliveryState.NotActed))
            .Select(r => $"{r.Event} {r.State}: {r.Outcome}")
            .ShouldBeEmpty();
        (await gitHub.MistakesAsync()).ShouldBeEmpty($"SEED={seed}");
        server.Killed.ShouldBe(Kills);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{server.Killed} kills, {server.Answered.Count} deliveries answered 202, all over, in "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:N0} s; GitHub: {await gitHub.CountsAsync()}");
    }

    private static async Task SendAsync(MortalServer server, ConcurrentQueue<GitHubProcess.Event> told)
    {
        while (told.TryDequeue(out var next))
        {
            await server.DeliverAsync(next.Name, next.Body, next.Id);
        }
    }
}
