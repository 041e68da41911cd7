using Automation.GitHub;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Operations;

/// <summary>What was kept long enough goes; what is not over stays, however old it is.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_deliveries_go_dead_ones_later_and_pending_ones_never()
    {
        var clock = new ShiftedClock();
        await using var server = await RunningServer.StartAsync(
            (item, _) => item.Number switch
            {
                1 => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")),
                2 => throw new InvalidOperationException("the wall"),
                _ => Task.FromResult<WorkOutcome>(new WorkOutcome.Later(TimeSpan.FromDays(1), "not yet")),
            },
            s => s with { Attempts = 1 }, clock: clock);
        await server.DeliverAsync("ping", Payloads.Sample("ping"), "ping");
        await server.DeliverAsync("pull_request", Payloads.Opened(1), "done");
        await server.DeliverAsync("pull_request", Payloads.Opened(2), "dead");
        await server.DeliverAsync("pull_request", Payloads.Opened(3), "pending");
        await server.UntilAsync("done", DeliveryState.Done);
        await server.UntilAsync("dead", DeliveryState.Dead);
        await server.UntilAsync("pending", DeliveryState.Queued);
        var retention = server.Services.GetRequiredService<Retention>();

        (await retention.SweepAsync(Cancel)).ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(31));
        await server.DeliverAsync("ping", Payloads.Sample("ping"), "new");
        await server.UntilAsync("new", DeliveryState.Ignored);
        (await retention.SweepAsync(Cancel)).ShouldBe(2);

        server.List().Select(d => d.Id).ShouldBe(["new", "pending", "dead"]);
        server.Read(l => l.Number("SELECT count(*) FROM payloads")).ShouldBe(3);
        server.Read(l => l.Number("SELECT count(*) FROM work")).ShouldBe(2);
        server.Read(l => l.Number("SELECT count(*) FROM work_events e WHERE NOT EXISTS (SELECT 1 FROM work w WHERE w.id = e.work)")).ShouldBe(0);

        clock.Advance(TimeSpan.FromDays(60));
        await server.DeliverAsync("ping", Payloads.Sample("ping"), "newer");
        await server.UntilAsync("newer", DeliveryState.Ignored);
        (await retention.SweepAsync(Cancel)).ShouldBe(2);
        server.List().Select(d => d.Id).ShouldBe(["newer", "pending"]);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_deletes_nothing_and_what_is_old_goes_when_deliveries_come_again()
    {
        var clock = new ShiftedClock();
        await using var server = await RunningServer.StartAsync((_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")), clock: clock);
        await server.DeliverAsync("ping", Payloads.Sample("ping"), "first");
        await server.DeliverAsync("pull_request", Payloads.Opened(1), "second");
        await server.UntilAsync("first", DeliveryState.Ignored);
        await server.UntilAsync("second", DeliveryState.Done);
        var retention = server.Services.GetRequiredService<Retention>();

        clock.Advance(TimeSpan.FromDays(45));
        (await retention.SweepAsync(Cancel)).ShouldBe(0);
        server.Read(l => l.Number("SELECT count(*) FROM work")).ShouldBe(1);
        clock.Advance(TimeSpan.FromDays(-45));
        (await retention.SweepAsync(Cancel)).ShouldBe(0);

        server.List().Select(d => d.Id).ShouldBe(["second", "first"]);
    }

    [Fact]
    public async Task The_audit_log_is_kept_longer()
    {
        var clock = new ShiftedClock();
        await using var server = await RunningServer.StartAsync(clock: clock);
        var writer = server.Services.GetRequiredService<LedgerWriter>();
        for (var i = 0; i < 250; i++)
        {
            await writer.RunAsync(
                l => AuditLog.Add(l, new GitHubWrite("comment", new RepositoryName("acme", "orders"), "comment"), "acme/orders#1", ["a-1"], clock.GetUtcNow()),
                Cancel);
        }

        var retention = server.Services.GetRequiredService<Retention>();
        clock.Advance(TimeSpan.FromDays(399));
        await retention.SweepAsync(Cancel);
        server.Read(l => l.Number("SELECT count(*) FROM audit")).ShouldBe(250);
        var newest = new GitHubWrite("comment", new RepositoryName("acme", "orders"), "comment");
        await writer.RunAsync(l => AuditLog.Add(l, newest, "acme/orders#1", ["a-1"], clock.GetUtcNow()), Cancel);
        clock.Advance(TimeSpan.FromDays(2));
        await retention.SweepAsync(Cancel);

        // The newest stays, so that its number is not given to another.
        server.Read(l => l.Number("SELECT count(*) FROM audit")).ShouldBe(1);
    }
}
