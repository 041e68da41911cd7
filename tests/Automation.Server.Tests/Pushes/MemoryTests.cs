using Automation.Server.Ledger;
using Automation.Server.Tests.Chaos;
using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Delivery = Automation.Testing.GitHub.Webhooks.Delivery;

namespace Automation.Server.Tests.Pushes;

/// <summary>The memory of a server does not grow with the pushes it has seen. tests/stress/operations.sh runs it longer.</summary>
public sealed class MemoryTests
{
    private const int FilesInFolder = 100;
    private const int PushesToMain = 4;
    private const long MostMegabytes = 400;
    private const double MostGrowth = 1.05;
    private static readonly int Pushes = Chosen.Number("AUTOMATION_STRESS_PUSHES", 8);
    private static readonly int Files = Chosen.Number("AUTOMATION_STRESS_FILES", 300);

    [Fact]
    public async Task Pushes_to_a_large_repository_leave_its_memory_as_it_is()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { RequestsPerHour = int.MaxValue, ChecksContract = false });
        using var folder = new TemporaryFolder();
        var catalog = new CatalogPair(gitHub);
        var orders = gitHub.Repository("acme/svc-orders");
        var files = Enumerable.Range(0, Files).Select(i => ($"src/part-{i / FilesInFolder}/file-{i}.cs", (string?)$"// {i}"));
        orders.Commit("main", "First", [("catalog-info.yaml", FollowedOrganisation.Component("orders")), .. files]);
        orders.Commit("change", "Change", ("src/part-0/file-0.cs", "// changed"));
        orders.OpenPullRequest("change");
        var (process, address) = await ServerProcess.StartAsync(
            folder.Path,
            [
                .. AppSettings.Of(folder.Path, gitHub.App.Id, gitHub.App.PrivateKey, gitHub.Url.AbsoluteUri),
                ("Catalog__Repository", CatalogPair.Catalog), ("Redelivery__Minutes", "0"), ("Catalog__PauseSeconds", "0"),
            ]);
        using (process)
        {
            using var client = new HttpClient { BaseAddress = address, Timeout = RunningServer.Patience };
            using var reader = new LedgerReader(new LedgerDatabase(folder.Path));
            var told = 0;
            var half = 0L;
            for (var push = 1; push <= Pushes; push++)
            {
                var branch = push % PushesToMain == 0 ? "main" : "change";
                orders.Commit(branch, $"Push {push}", ($"src/part-{push % (Files / FilesInFolder)}/file-{push}.cs", $"// push {push}"));
                foreach (var delivery in gitHub.Deliveries.Skip(told).ToList())
                {
                    await DeliverAsync(process, client, delivery);
                    told++;
                }

                await RunningServer.UntilAsync(
                    () => reader.Read(l => Deliveries.Count(l, DeliveryState.Received) + Deliveries.Count(l, DeliveryState.Queued)) == 0, () => process.Log);
                if (process.Memory() is { } memory && (push == Pushes / 2 || push % 100 == 0))
                {
                    half = push == Pushes / 2 ? memory.Peak : half;
                    TestContext.Current.TestOutputHelper?.WriteLine($"push {push}: at most {memory.Peak} MB, now {memory.Now} MB");
                }
            }

            reader.Read(l => Deliveries.List(l, null, int.MaxValue)).ShouldAllBe(d => d.State == DeliveryState.Done || d.State == DeliveryState.Ignored);
            if (process.Memory() is { } end)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{Pushes} pushes to {Files} files: at most {end.Peak} MB");
                end.Peak.ShouldBeLessThanOrEqualTo(MostMegabytes);

                // What a short run allocates first says nothing of growth.
                if (Pushes >= 1000)
                {
                    ((double)end.Peak).ShouldBeLessThanOrEqualTo(half * MostGrowth);
                }
            }
        }
    }

    // A server that is gone refuses the connection: its last lines and its exit code say why it went.
    private static async Task DeliverAsync(ServerProcess process, HttpClient client, Delivery delivery)
    {
        try
        {
            using var request = RunningServer.Request(delivery.Event, delivery.Body, delivery.Guid.ToString());
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            ((int)response.StatusCode).ShouldBe(202);
        }
        catch (HttpRequestException e)
        {
            throw new InvalidOperationException($"The server does not answer: {process.Log}", e);
        }
    }
}
