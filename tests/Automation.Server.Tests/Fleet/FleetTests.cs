using System.Collections.Concurrent;
using Automation.GitHub;
using Automation.Jobs.Webhooks;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.Transports;
using Automation.Server.Work;
using Automation.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Fleet;

/// <summary>Several servers that share a ledger in a real PostgreSQL.</summary>
public sealed class FleetTests
{
    public FleetTests() => Assert.SkipWhen(PostgresServer.Programs is null, PostgresServer.Absent);

    [Theory]
    [InlineData(nameof(QueueTransport.Ledger))]
    [InlineData(nameof(QueueTransport.RabbitMq))]
    [InlineData(nameof(QueueTransport.ServiceBus))]
    public async Task Workers_share_the_queue_and_never_run_two_items_of_one_pull_request(string transport)
    {
        const int Pulls = 12;
        var kind = Enum.Parse<QueueTransport>(transport);
        Assert.SkipUnless(kind != QueueTransport.RabbitMq || RabbitMqServer.IsInstalled, RabbitMqServer.Absent);
        using var broker = new ServiceBusBroker();
        var queue = new QueueSettings
        {
            Transport = kind,
            Address = kind switch
            {
                QueueTransport.RabbitMq => RabbitMqServer.Shared.ConnectionString,
                QueueTransport.ServiceBus => broker.ConnectionString,
                _ => null,
            },
            Name = kind == QueueTransport.RabbitMq ? RabbitMqServer.Shared.NewName() : broker.NewQueue(),
            Partitions = 4,
        };
        var database = PostgresServer.Shared.NewDatabase();
        var (running, ran, together) = (new ConcurrentDictionary<int, string>(), new ConcurrentBag<(string Worker, int Pull)>(), 0);
        Func<PullRequestItem, CancellationToken, Task<WorkOutcome>> Of(string worker) => async (item, cancellationToken) =>
        {
            if (!running.TryAdd(item.Number!.Value, worker))
            {
                Interlocked.Increment(ref together);
            }

            await Task.Delay(30, cancellationToken);
            running.TryRemove(item.Number!.Value, out _);
            ran.Add((worker, item.Number!.Value));
            return new WorkOutcome.Done("checked");
        };
        await using var intake = await RunningServer.StartAsync(settings: s => In(s, database) with { Role = Role.Intake });
        await using var one = await RunningServer.StartAsync(Of("one"), s => In(s, database) with { Role = Role.Worker, Parallelism = 2, Queue = queue });
        await using var two = await RunningServer.StartAsync(Of("two"), s => In(s, database) with { Role = Role.Worker, Parallelism = 2, Queue = queue });

        var ids = Enumerable.Range(0, Pulls * 4).Select(n => $"d-{n}").ToList();
        foreach (var (n, id) in ids.Index())
        {
            (await intake.DeliverAsync("pull_request", Payloads.Opened((n % Pulls) + 1), id)).ShouldBe(202);
        }

        foreach (var id in ids)
        {
            await intake.UntilAsync(id, DeliveryState.Done);
        }

        // RabbitMQ gives all queues to the worker that came first, which leaves some to the other after a few seconds.
        var start = TimeProvider.System.GetTimestamp();
        while (ran.Select(r => r.Worker).Distinct().Count() < 2 && TimeProvider.System.GetElapsedTime(start) < RunningServer.Patience)
        {
            ids.Add($"d-{ids.Count}");
            (await intake.DeliverAsync("pull_request", Payloads.Opened((ids.Count % Pulls) + 1), ids[^1])).ShouldBe(202);
            await intake.UntilAsync(ids[^1], DeliveryState.Done);
        }

        together.ShouldBe(0);
        ran.Select(r => r.Pull).Distinct().Count().ShouldBe(Pulls);
        ran.Select(r => r.Worker).Distinct().Order().ShouldBe(["one", "two"]);
        intake.Read(Workers.Slots).ShouldBe(4);
    }

    [Fact]
    public async Task Work_of_a_worker_that_is_thought_to_be_gone_runs_elsewhere_and_its_own_result_does_not_count()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var (started, goOn, stopped, starts) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource(), 0);
        await using var first = await RunningServer.StartAsync(
            async (_, cancellationToken) =>
            {
                if (Interlocked.Increment(ref starts) > 1)
                {
                    return new WorkOutcome.Done("in time");
                }

                started.SetResult();
                cancellationToken.Register(() => stopped.TrySetResult());
                await goOn.Task.WaitAsync(RunningServer.Patience, CancellationToken.None);
                return new WorkOutcome.Done("too late");
            },
            s => In(s, database));
        (await first.DeliverAsync("pull_request", Payloads.Opened(), "a-1")).ShouldBe(202);
        await started.Task;
        var lost = first.Services.GetRequiredService<FleetMembership>().Worker.ShouldNotBeNull();
        await using var second = await RunningServer.StartAsync(
            (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("in time")), s => In(s, database) with { Role = Role.Worker });
        await RunningServer.UntilAsync(() => second.Services.GetRequiredService<FleetMembership>().Worker is not null, () => "it did not join");

        // What the others do when its lease ends.
        await second.Services.GetRequiredService<LedgerWriter>().RunAsync(
            ledger => ledger.Execute("DELETE FROM workers WHERE id = @id", ("@id", lost)), TestContext.Current.CancellationToken);

        await first.UntilAsync("a-1", DeliveryState.Done);
        await stopped.Task.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken);
        var intent = async () => await first.Services.GetRequiredService<AuditedWrites>().RunAsync(
            new PullRequestItem { Repository = new("acme", "orders"), Number = 1, InstallationId = 1, HeadSha = "aaaa", Trigger = "test" },
            async write => await write(new GitHubWrite("comment", new("acme", "orders"), "comment"), CancellationToken.None));
        await Should.ThrowAsync<LeaseLostException>(intent);
        goOn.SetResult();
        await first.StopAsync();

        second.Find("a-1")!.Outcome.ShouldBe("in time");
    }

    [Fact]
    public async Task A_worker_that_starts_again_in_its_folder_takes_over_at_once()
    {
        var database = PostgresServer.Shared.NewDatabase();
        using var folder = new TemporaryFolder();
        using (var killed = LedgerDatabase.Of(folder.Path, LedgerProvider.Postgresql, database).Open())
        {
            using var home = new WorkerHome(LedgerDatabase.Of(folder.Path, LedgerProvider.Postgresql, database));
            killed.Transaction(() =>
            {
                Workers.Join(killed, "killed", home.Id, 4);
                Deliveries.Store(killed, new Delivery("a-1", "pull_request", "{}", PackedBody.Of("{}"u8)), DateTimeOffset.UtcNow);
                var item = new PullRequestItem { Repository = new("acme", "orders"), Number = 1, InstallationId = 1, HeadSha = "aaaa", Trigger = "test" };
                WorkQueue.Add(killed, 1, item, Debounce.Free, DateTimeOffset.UtcNow);
                WorkQueue.Take(killed, new FairShares(4), DateTimeOffset.UtcNow, "killed").ShouldNotBeNull();
            });
        }

        await using var again = await RunningServer.StartAsync(
            (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("after the restart")), s => In(s, database), folder.Path);

        await again.UntilAsync("a-1", DeliveryState.Done);
        again.Read(ledger => Workers.Has(ledger, "killed")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_recurring_task_runs_once_in_the_fleet()
    {
        var database = PostgresServer.Shared.NewDatabase();
        await using var one = await RunningServer.StartAsync(settings: s => In(s, database));
        await using var two = await RunningServer.StartAsync(settings: s => In(s, database) with { Role = Role.Worker });
        var (first, second) = (one.Services.GetRequiredService<FleetTurns>(), two.Services.GetRequiredService<FleetTurns>());
        var (hour, stop) = (TimeSpan.FromHours(1), TestContext.Current.CancellationToken);

        var (lease, _) = await first.WaitOrTakeAsync("the test", hour, stop);
        (await second.WaitOrTakeAsync("the test", hour, stop)).Lease.ShouldBeNull();
        await first.HandBackAsync("the test", lease.ShouldNotBeNull(), hour, stop);

        var (none, wait) = await second.WaitOrTakeAsync("the test", hour, stop);
        none.ShouldBeNull();
        wait.ShouldBeInRange(TimeSpan.FromMinutes(50), hour);
        (await first.WaitOrTakeAsync("another", hour, stop)).Lease.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_portal_shows_deliveries_and_receives_none()
    {
        var database = PostgresServer.Shared.NewDatabase();
        await using var portal = await RunningServer.StartAsync(settings: s => In(s, database) with { Role = Role.Portal });

        (await portal.DeliverAsync("ping", "{}", "a-1")).ShouldBe(404);
        using var page = await portal.Client.GetAsync(new Uri("/deliveries", UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)page.StatusCode).ShouldBeLessThan(404);
        portal.Services.GetService<FleetMembership>().ShouldBeNull();
    }

    private static ServerSettings In(ServerSettings settings, string database) =>
        settings with { LedgerProvider = LedgerProvider.Postgresql, ConnectionString = database };
}
