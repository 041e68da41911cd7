using System.Collections.Concurrent;
using Automation.GitHub;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Automation.Testing;

namespace Automation.Server.Tests.Work;

public sealed class WorkTests
{
    [Fact]
    public async Task Without_access_to_GitHub_a_pull_request_is_not_acted_on_and_what_is_missing_is_reported()
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");

        var row = await server.UntilAsync("a-1", DeliveryState.NotActed);

        row.Outcome.ShouldNotBeNull().ShouldContain("GitHub__AppId and GitHub__PrivateKeyPath are not set");
        row.Key.ShouldBe("acme/orders#12");
    }

    [Fact]
    public async Task A_work_item_logs_its_subject_and_its_deliveries()
    {
        var seen = new ConcurrentQueue<PullRequestItem>();
        await using var server = await RunningServer.StartAsync((item, _) => Recorded(seen, item, new WorkOutcome.Done("checked")));
        await server.DeliverAsync("pull_request", Payloads.Sample("pull_request.opened"), "a-1");

        (await server.UntilAsync("a-1", DeliveryState.Done)).Outcome.ShouldBe("checked");

        var item = seen.ShouldHaveSingleItem();
        item.Repository.ToString().ShouldBe("acme/orders");
        item.Number.ShouldBe(12);
        item.InstallationId.ShouldBe(7000);
        item.HeadSha.ShouldBe("5d41402abc4b2a76b9719d911017c592ae5f1c3e");
        item.BaseRef.ShouldBe("main");
        item.Trigger.ShouldBe("pull_request.opened");
        item.Actor.ShouldBe("mona");
        item.Deliveries.ShouldBe(["a-1"]);
    }

    [Fact]
    public async Task A_flood_of_the_queue_does_not_delay_others()
    {
        var seen = new ConcurrentQueue<string>();
        var mayEnd = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(async (item, _) =>
        {
            seen.Enqueue(item.Actor!);
            await mayEnd.Task;
            return new WorkOutcome.Done("checked");
        });
        for (var i = 1; i <= 200; i++)
        {
            await server.DeliverAsync("pull_request", Payloads.Opened(i, repository: $"acme/r{i % 20}", sender: "mallory"), $"a-{i}");
        }

        // The flood of one author does not end, but one worker is left for others.
        await RunningServer.UntilAsync(() => seen.Count == 3, () => $"{seen.Count} run");
        await server.DeliverAsync("pull_request", Payloads.Opened(repository: "acme/other", sender: "ada"), "b-1");
        await RunningServer.UntilAsync(() => seen.Contains("ada"), () => "ada waits for mallory");

        seen.Count.ShouldBe(4);
        mayEnd.SetResult();
        await RunningServer.UntilAsync(() => server.Pending() == 0, () => $"{server.Pending()} wait");
    }

    [Fact]
    public async Task A_new_pull_request_is_analysed_before_a_backlog_of_other_events()
    {
        const int Backlog = 1_000;
        using var folder = new TemporaryFolder();
        await using (var intake = await RunningServer.StartAsync(settings: s => s with { Role = Role.Intake }, data: folder.Path))
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Backlog), async (i, _) => await intake.DeliverAsync("ping", Payloads.Sample("ping"), $"ping-{i}"));
            await intake.DeliverAsync("pull_request", Payloads.Opened(sender: "ada"), "ada-1");
        }

        await using var server = await RunningServer.StartAsync(
            (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")), data: folder.Path);
        await RunningServer.UntilAsync(() => server.Pending() == 0, () => $"{server.Pending()} wait");

        server.Read(l => l.Number("SELECT count(*) FROM deliveries WHERE looked < (SELECT looked FROM deliveries WHERE id = 'ada-1')"))
            .ShouldBeLessThan(Backlog / 2);
    }

    [Fact]
    public async Task While_one_runs_the_next_of_its_pull_request_wait_and_become_one_with_the_newest_head()
    {
        var seen = new ConcurrentQueue<PullRequestItem>();
        var mayEnd = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(async (item, _) =>
        {
            seen.Enqueue(item);
            await mayEnd.Task;
            return new WorkOutcome.Done("checked");
        });
        await server.DeliverAsync("pull_request", Payloads.Opened(head: "one"), "a-1");
        await RunningServer.UntilAsync(() => !seen.IsEmpty, () => "nothing runs");
        await server.DeliverAsync("pull_request", Payloads.Opened(head: "two"), "a-2");
        await server.DeliverAsync("pull_request", Payloads.Opened(head: "three"), "a-3");
        await server.UntilAsync("a-3", DeliveryState.Queued);
        seen.Count.ShouldBe(1);

        mayEnd.SetResult();
        await server.UntilAsync("a-3", DeliveryState.Done);

        seen.Select(i => i.HeadSha).ShouldBe(["one", "three"]);
        seen.Last().Deliveries.ShouldBe(["a-2", "a-3"]);
        server.List(DeliveryState.Done).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Different_pull_requests_run_beside_each_other_up_to_the_bound()
    {
        var running = 0;
        var most = 0;
        var two = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(
            async (_, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == 2)
                {
                    two.TrySetResult();
                }

                await two.Task;
                Interlocked.Decrement(ref running);
                return new WorkOutcome.Done("checked");
            },
            s => s with { Parallelism = 2 });
        for (var i = 1; i <= 8; i++)
        {
            await server.DeliverAsync("pull_request", Payloads.Opened(i), $"a-{i}");
        }

        await RunningServer.UntilAsync(() => server.List(DeliveryState.Done).Count == 8, () => $"{server.List(DeliveryState.Done).Count} of 8 are done");

        most.ShouldBe(2);
    }

    [Fact]
    public async Task A_comment_that_asks_is_answered_though_a_push_comes_after_it()
    {
        var seen = new ConcurrentQueue<PullRequestItem>();
        var mayEnd = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(async (item, _) =>
        {
            seen.Enqueue(item);
            await mayEnd.Task;
            return new WorkOutcome.Done("done");
        });
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        await RunningServer.UntilAsync(() => !seen.IsEmpty, () => "nothing runs");
        await server.DeliverAsync("issue_comment", Payloads.Comment("/automation explain", 5), "a-2");
        await server.DeliverAsync("pull_request", Payloads.Opened(head: "two"), "a-3");
        await server.UntilAsync("a-3", DeliveryState.Queued);

        mayEnd.SetResult();
        await server.UntilAsync("a-2", DeliveryState.Done);
        await server.UntilAsync("a-3", DeliveryState.Done);

        seen.Select(i => (i.Request, i.CommentId)).ShouldBe([(Request.Check, null), (Request.Explain, 5L), (Request.Check, null)]);
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_in_the_end_is_a_dead_letter_that_a_redelivery_revives()
    {
        var starts = 0;
        var works = false;
        await using var server = await RunningServer.StartAsync(
            (_, _) =>
            {
                Interlocked.Increment(ref starts);
                return works
                    ? Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked"))
                    : throw new InvalidOperationException($"no answer with {RunningServer.Secret}");
            },
            s => s with { Attempts = 3 });

        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
        await MakeDueUntilAsync(server, "a-1", DeliveryState.Dead);

        var dead = server.Find("a-1")!;
        starts.ShouldBe(3);
        dead.Outcome.ShouldBe("given up after 3 attempts; the last failure: InvalidOperationException: no answer with ***");

        works = true;
        (await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1")).ShouldBe(202);
        (await server.UntilAsync("a-1", DeliveryState.Done)).Times.ShouldBe(2);
    }

    [Fact]
    public async Task A_mistake_of_a_user_is_not_tried_again()
    {
        var seen = new ConcurrentQueue<PullRequestItem>();
        await using var server = await RunningServer.StartAsync(
            (item, _) => Recorded(seen, item, new WorkOutcome.UserMistake("the base branch has no catalog")));
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");

        (await server.UntilAsync("a-1", DeliveryState.Mistake)).Outcome.ShouldBe("the base branch has no catalog");

        seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task When_GitHub_asks_for_patience_that_is_no_attempt()
    {
        var starts = 0;
        await using var server = await RunningServer.StartAsync(
            (_, _) =>
                Task.FromResult<WorkOutcome>(
                    Interlocked.Increment(ref starts) < 4 ? new WorkOutcome.Later(TimeSpan.FromHours(1), "rate limit") : new WorkOutcome.Done("checked")),
            s => s with { Attempts = 1 });
        await server.DeliverAsync("pull_request", Payloads.Opened(), "a-1");

        await RunningServer.UntilAsync(() => server.Find("a-1")?.NextStart > TimeProvider.System.GetUtcNow().AddMinutes(50), () => "it does not wait");
        server.Find("a-1")!.LastError.ShouldBe("rate limit");
        await MakeDueUntilAsync(server, "a-1", DeliveryState.Done);
    }

    [Fact]
    public async Task What_is_not_over_when_the_server_stops_runs_at_the_next_start()
    {
        using var folder = new TemporaryFolder();
        var started = new TaskCompletionSource();
        await using (var first = await RunningServer.StartAsync(
            async (_, abandon) =>
            {
                started.TrySetResult();
                await Task.Delay(Timeout.Infinite, abandon);
                return new WorkOutcome.Done("never");
            },
            s => s with { DrainWithin = TimeSpan.FromMilliseconds(100) },
            folder.Path))
        {
            await first.DeliverAsync("pull_request", Payloads.Opened(), "a-1");
            await started.Task.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken);
            await first.StopAsync();
            first.Find("a-1")!.State.ShouldBe(DeliveryState.Queued);
        }

        await using var second = await RunningServer.StartAsync((_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")), data: folder.Path);

        (await second.UntilAsync("a-1", DeliveryState.Done)).Starts.ShouldBe(1);
    }

    [Fact]
    public async Task What_runs_when_the_server_stops_may_end()
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
        await started.Task.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken);

        var stopping = server.StopAsync();
        mayEnd.SetResult();
        await stopping;

        server.Find("a-1")!.State.ShouldBe(DeliveryState.Done);
    }

    [Fact]
    public async Task Pushes_to_the_default_branch_mark_their_sources_and_share_one_work_item()
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("push", Payloads.Sample("push"), "a-1");

        var row = await server.UntilAsync("a-1", DeliveryState.NotActed);

        row.Key.ShouldBe("catalog");
        row.Outcome.ShouldNotBeNull().ShouldContain("1 source is marked as changed");
        server.Read(DirtySources.All).ShouldHaveSingleItem().Source.ShouldBe(
            new DirtyRepository(new RepositoryName("acme", "orders"), 700001, 7000, "main", "5d41402abc4b2a76b9719d911017c592ae5f1c3e"));
    }

    [Fact]
    public async Task A_second_server_on_the_same_ledger_is_refused()
    {
        await using var server = await RunningServer.StartAsync();

        var refused = await Should.ThrowAsync<LedgerException>(() => RunningServer.StartAsync(data: server.Data));

        refused.Message.ShouldContain("--role intake");
    }

    private static Task<WorkOutcome> Recorded(ConcurrentQueue<PullRequestItem> seen, PullRequestItem item, WorkOutcome outcome)
    {
        seen.Enqueue(item);
        return Task.FromResult(outcome);
    }

    // The waits between attempts are minutes: what waits is made due instead of waiting for it.
    private static async Task MakeDueUntilAsync(RunningServer server, string id, string state)
    {
        using var other = new LedgerDatabase(server.Data).Open();
        await RunningServer.UntilAsync(
            () =>
            {
                other.Execute("UPDATE work SET not_before = 0 WHERE state = 'waiting'");
                return server.Find(id)?.State == state;
            },
            () => $"{id} is {server.Find(id)?.State}");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen)
            {
                return;
            }
        }
    }
}
