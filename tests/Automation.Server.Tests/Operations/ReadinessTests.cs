using System.Security.Cryptography;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Operations;

/// <summary>A server that cannot store deliveries is not ready, and is again when it can.</summary>
public sealed class ReadinessTests
{
    private const int Room = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_disk_is_full_deliveries_are_refused_at_once_and_the_server_is_not_ready()
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("ping", Large(), "a-1");
        await server.UntilAsync("a-1", DeliveryState.Ignored);
        var writer = server.Services.GetRequiredService<LedgerWriter>();
        await LimitAsync(writer, pages => pages + Room);

        (await server.DeliverAsync("ping", Large(), "a-2")).ShouldBe(503);
        (await ReadyAsync(server)).ShouldBe((503, "the ledger cannot be written\n"));

        await LimitAsync(writer, _ => int.MaxValue);
        (await ReadyAsync(server)).ShouldBe((200, "ready\n"));
        (await server.DeliverAsync("ping", Large(), "a-2")).ShouldBe(202);
        server.Read(l => l.Number("SELECT count(*) FROM payloads")).ShouldBe(2);
    }

    // As SQLite's own bound: the error is that of a disk that is full.
    private static Task LimitAsync(LedgerWriter writer, Func<long, long> limit) =>
        writer.RunAsync(l => l.Script($"PRAGMA max_page_count = {limit(l.Number("PRAGMA page_count"))}"), Cancel);

    private static async Task<(int Status, string Text)> ReadyAsync(RunningServer server)
    {
        using var ready = await server.Client.GetAsync("/readyz", Cancel);
        return ((int)ready.StatusCode, await ready.Content.ReadAsStringAsync(Cancel));
    }

    // Random, so that it stays as large when it is packed.
    private static string Large() => $"\"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(1 << 20))}\"";
}
