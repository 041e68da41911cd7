using System.Collections.Concurrent;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Automation.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Server.Tests.Work;

/// <summary>What goes wrong outside is made up for, and nothing stays as if it ran.</summary>
public sealed class RecoveryTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_became_of_work_is_kept_until_the_ledger_can_be_written_again()
    {
        var started = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(
            async (_, _) =>
            {
                started.TrySetResult();
                await mayEnd.Task;
                return new WorkOutcome.Done("checked");
            },
            clock: clock);
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        await started.Task.WaitAsync(RunningServer.Patience, Cancel);
        using var other = new LedgerDatabase(server.Data).Open();
        other.Script("ALTER TABLE work_events RENAME TO gone");

        mayEnd.SetResult();
        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10, Cancel);
        }

        server.Find("a-1")!.IsRunning.ShouldBeTrue();
        other.Script("ALTER TABLE gone RENAME TO work_events");
        await RunningServer.UntilAsync(() => Advanced(clock, server.Find("a-1")?.State == DeliveryState.Done), () => $"a-1 is {server.Find("a-1")?.State}");
        server.Find("a-1")!.Starts.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_GitHub_is_down_work_is_tried_again_for_a_day_and_no_try_counts(bool comesBack)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var (start, starts) = (clock.GetUtcNow(), new ConcurrentQueue<TimeSpan>());
        await using var server = await RunningServer.StartAsync(
            (_, _) =>
            {
                var since = clock.GetUtcNow() - start;
                starts.Enqueue(since);
                return comesBack && since > TimeSpan.FromHours(23)
                    ? Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked"))
                    : throw new HttpRequestException("Connection refused");
            },
            s => s with { Attempts = 2 },
            clock: clock);
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");

        await RunningServer.UntilAsync(
            () => Advanced(clock, server.Pending() == 0), () => $"a-1 is {server.Find("a-1")?.State} after {clock.GetUtcNow() - start}");

        var row = server.Find("a-1")!;
        if (comesBack)
        {
            (row.State, row.Starts).ShouldBe((DeliveryState.Done, 1));
        }
        else
        {
            row.State.ShouldBe(DeliveryState.Dead);
            row.Outcome.ShouldBe("given up after a day of failures; the last failure: HttpRequestException: Connection refused");
            starts.Last().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(1));
        }

        starts.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task What_GitHub_forbids_is_tried_again_for_a_day_and_is_then_a_mistake()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(
            (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Refused("GitHub refuses it")), clock: clock);
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        await RunningServer.UntilAsync(() => server.Find("a-1")?.LastError is not null, () => "nothing failed");
        server.Find("a-1")!.LastError.ShouldBe("GitHub refuses it");

        await RunningServer.UntilAsync(() => Advanced(clock, server.Pending() == 0), () => $"a-1 is {server.Find("a-1")?.State}");

        server.Find("a-1")!.State.ShouldBe(DeliveryState.Mistake);
    }

    [Fact]
    public async Task A_payload_that_the_disk_has_changed_is_a_dead_letter_by_itself_and_a_redelivery_repairs_it()
    {
        using var folder = new TemporaryFolder();
        await using (var intake = await RunningServer.StartAsync(settings: s => s with { Role = Hosting.Role.Intake }, data: folder.Path))
        {
            for (var i = 1; i <= 5; i++)
            {
                await intake.DeliverAsync("pull_request", Payloads.Opened(i), $"a-{i}");
            }
        }

        Flip(folder.Path, "a-3");
        await using var server = await RunningServer.StartAsync((_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")), data: folder.Path);
        await RunningServer.UntilAsync(() => server.Pending() == 0, () => "something is left");

        server.List(DeliveryState.Done).Select(d => d.Id).ShouldBe(["a-5", "a-4", "a-2", "a-1"]);
        server.List(DeliveryState.Dead).ShouldHaveSingleItem().Outcome.ShouldNotBeNull().ShouldContain("it was damaged on the disk");

        (await server.DeliverAsync("pull_request", Payloads.Opened(3), "a-3")).ShouldBe(202);
        await server.UntilAsync("a-3", DeliveryState.Done);
    }

    [Fact]
    public async Task Work_that_ended_the_server_too_often_is_given_up_and_reported()
    {
        using var folder = new TemporaryFolder();
        await using (var intake = await RunningServer.StartAsync(settings: s => s with { Role = Hosting.Role.Intake }, data: folder.Path))
        {
            await intake.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        }

        using (var ledger = new LedgerDatabase(folder.Path).Open())
        {
            var item = new PullRequestItem { Repository = new("acme", "orders"), Number = 12, Trigger = "pull_request.opened" };
            WorkQueue.Add(ledger, 1, item, Debounce.Free, DateTimeOffset.UtcNow);
            ledger.Script("UPDATE work SET state = 'running', starts = 3");
        }

        var reported = new ConcurrentQueue<string>();
        await using var server = await RunningServer.StartAsync(
            settings: s => s with { Attempts = 3 },
            data: folder.Path,
            change: s => GivesUp.AddTo(s, (_, _) => throw new InvalidOperationException("it runs again"), reported.Enqueue));

        (await server.UntilAsync("a-1", DeliveryState.Dead)).Outcome.ShouldBe("The server stopped 3 times while this was running.");
        reported.ShouldBe(["The server stopped 3 times while this was running."]);
    }

    [Fact]
    public async Task Deliveries_are_stored_while_the_server_waits_for_work_to_end_before_it_stops()
    {
        using var folder = new TemporaryFolder();
        var started = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(
            async (_, _) =>
            {
                started.TrySetResult();
                await mayEnd.Task;
                return new WorkOutcome.Done("checked");
            },
            data: folder.Path);
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        await started.Task.WaitAsync(RunningServer.Patience, Cancel);

        var stopping = server.StopAsync();
        for (var i = 2; i < 50; i++)
        {
            (await server.DeliverAsync("pull_request", Payloads.Opened(i), $"a-{i}")).ShouldBe(202);
        }

        using (var ready = await server.Client.GetAsync("/readyz", Cancel))
        {
            ((int)ready.StatusCode).ShouldBe(503);
            (await ready.Content.ReadAsStringAsync(Cancel)).ShouldBe("stopping\n");
        }

        stopping.IsCompleted.ShouldBeFalse();
        mayEnd.SetResult();
        await stopping;

        server.Find("a-1")!.State.ShouldBe(DeliveryState.Done);
        server.List().Count.ShouldBe(49);
        server.List().ShouldAllBe(d => !d.IsRunning);
    }

    // Time goes on while something is waited for.
    private static bool Advanced(FakeTimeProvider clock, bool isOver)
    {
        if (!isOver)
        {
            clock.Advance(Step);
        }

        return isOver;
    }

    private static void Flip(string data, string id)
    {
        using var ledger = new LedgerDatabase(data).Open();
        var body = ledger.Rows(
            "SELECT body FROM payloads JOIN deliveries USING (sequence) WHERE id = @id", r => r.GetFieldValue<byte[]>(0), ("@id", id)).Single();
        body[body.Length / 2] ^= 1;
        ledger.Execute("UPDATE payloads SET body = @body WHERE sequence = (SELECT sequence FROM deliveries WHERE id = @id)", ("@body", body), ("@id", id));
    }
}
