using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Automation.Server.Tests.Driving;
using Automation.Server.Transports;

namespace Automation.Server.Tests.Transports;

/// <summary>What the server asks of every transport.</summary>
public abstract class TransportContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The broker of most tests; skips the test where there is none.</summary>
    private protected abstract Broker Shared();

    /// <summary>A broker to kill.</summary>
    private protected abstract Broker Mortal();

    [Fact]
    public async Task What_is_sent_arrives_once_with_everything_in_it()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        HandedWork[] sent =
        [
            new(1, "acme/shop#7", "72d3162e-cc78-11e3-81ab-4c9367dc0958", 1),
            new(long.MaxValue, "acme/" + new string('ü', 200) + "#2147483647", new string('d', 300), int.MaxValue),
            new(3, "catalog", "sweep", 2),
        ];

        await sender.SendAsync(sent, Token);
        await using var receiver = Receiver.Start(broker.Connect(queue));
        await receiver.UntilAsync(3);
        await sender.SendAsync([new(4, "catalog", "last", 1)], Token);
        await receiver.UntilAsync(4);

        receiver.Ran.OrderBy(w => w.Work).ShouldBe([sent[0], sent[2], new(4, "catalog", "last", 1), sent[1]]);
    }

    [Fact]
    public async Task Two_of_one_key_never_run_at_the_same_time_and_a_key_keeps_its_order()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        var work = Work(keys: 8, ofEach: 6);
        var chance = new Random(1);
        var pauses = work.ToDictionary(w => w.Work, _ => chance.Next(0, 15));
        await using var receiver = Receiver.Start(broker.Connect(queue), async (w, token) =>
        {
            await Task.Delay(pauses[w.Work], token);
            return new Handling.Handled();
        });

        await sender.SendAsync(work, Token);
        await receiver.UntilAsync(work.Count);
        await receiver.StopAsync();

        receiver.OfOneKey.ShouldBe(0);
        receiver.Ran.Count.ShouldBe(work.Count);
        foreach (var ofKey in receiver.Ran.GroupBy(w => w.Key))
        {
            ofKey.Select(w => w.Work).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task No_more_run_at_a_time_than_are_asked_for()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await sender.SendAsync(Work(keys: 20, ofEach: 1), Token);
        var goOn = new TaskCompletionSource();
        await using var receiver = Receiver.Start(broker.Connect(queue), async (_, token) =>
        {
            await goOn.Task.WaitAsync(token);
            return new Handling.Handled();
        }, atOnce: 3);

        await receiver.UntilAsync(3);
        await Task.Delay(300, Token);
        receiver.Ran.Count.ShouldBe(3);
        goOn.SetResult();
        await receiver.UntilAsync(20);

        receiver.Most.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_given_back_or_fails_is_delivered_again()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1)], Token);
        var times = 0;
        await using var receiver = Receiver.Start(broker.Connect(queue), (_, _) => Interlocked.Increment(ref times) switch
        {
            1 => Task.FromResult<Handling>(new Handling.Again()),
            2 => throw new InvalidOperationException("A mistake in the handler."),
            _ => Task.FromResult<Handling>(new Handling.Handled()),
        });

        await receiver.UntilAsync(3);
        await sender.SendAsync([new(2, "acme/shop#7", "b", 1)], Token);
        await receiver.UntilAsync(4);

        receiver.Ran.Select(w => w.Work).ShouldBe([1, 1, 1, 2]);
    }

    [Fact]
    public async Task What_is_given_back_too_often_becomes_a_dead_letter_and_the_rest_goes_on()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1), new(2, "acme/shop#7", "b", 1)], Token);
        await using var receiver = Receiver.Start(
            broker.Connect(queue), (w, _) => Task.FromResult<Handling>(w.Work == 1 ? new Handling.Again() : new Handling.Handled()));

        var (body, reason) = (await broker.DeadLettersAsync(queue, 1)).Single();

        WorkMessage.Read(body).ShouldBeOfType<WorkMessage.Valid>().Work.Work.ShouldBe(1);
        reason.ShouldMatch("^(delivery_limit|MaxDeliveryCountExceeded: .*)$");
        await RunningServer.UntilAsync(() => receiver.Ran.Any(w => w.Work == 2), () => "the next of the key did not run");
    }

    [Fact]
    public async Task What_is_rejected_becomes_a_dead_letter_with_its_reason()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1)], Token);
        await using var receiver = Receiver.Start(
            broker.Connect(queue), (_, _) => Task.FromResult<Handling>(new Handling.Rejected("The ledger has no work item 1.")));

        var (body, reason) = (await broker.DeadLettersAsync(queue, 1)).Single();

        WorkMessage.Read(body).ShouldBeOfType<WorkMessage.Valid>().Work.ShouldBe(new HandedWork(1, "acme/shop#7", "a", 1));
        reason.ShouldEndWith("The ledger has no work item 1.");
        receiver.Ran.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_a_message_of_ours_becomes_a_dead_letter_and_the_rest_goes_on()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await using var receiver = Receiver.Start(broker.Connect(queue));
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1)], Token);
        await receiver.UntilAsync(1);

        await broker.SendAsync(queue, "acme/shop#7", Encoding.UTF8.GetBytes("""{"v":2,"work":1,"key":"k","delivery":"d","attempt":1}"""));
        await broker.SendAsync(queue, "acme/shop#7", [0, 255]);
        await broker.SendAsync(queue, "acme/shop#7", new byte[WorkMessage.MostBytes + 1]);
        await sender.SendAsync([new(2, "acme/shop#7", "b", 1)], Token);
        await receiver.UntilAsync(2);

        var letters = await broker.DeadLettersAsync(queue, 3);
        letters.Select(l => l.Reason).ShouldContain(r => r.Contains("version 2", StringComparison.Ordinal));
        letters.Select(l => l.Reason).ShouldContain(r => r.Contains("is not a JSON object", StringComparison.Ordinal));
        letters.Select(l => l.Reason).ShouldContain(r => r.Contains("at most 4096", StringComparison.Ordinal));
        receiver.Ran.Select(w => w.Work).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Who_is_stopped_ends_promptly_and_another_gets_what_was_not_done()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        var work = Work(keys: 10, ofEach: 2);
        await sender.SendAsync(work, Token);
        var first = Receiver.Start(broker.Connect(queue), async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new Handling.Handled();
        });
        await first.UntilAsync(4);

        var start = TimeProvider.System.GetTimestamp();
        await first.DisposeAsync();
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));

        await using var second = Receiver.Start(broker.Connect(queue));
        await second.UntilAsync(work.Count);
        second.Ran.Select(w => w.Work).Order().ShouldBe(work.Select(w => w.Work).Order());
    }

    [Fact]
    public async Task Who_is_stopped_waits_for_what_runs_and_acknowledges_it()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1)], Token);
        var first = Receiver.Start(broker.Connect(queue), async (_, _) =>
        {
            await Task.Delay(1000, CancellationToken.None);
            return new Handling.Handled();
        });
        await first.UntilAsync(1);
        await first.DisposeAsync();

        await using var second = Receiver.Start(broker.Connect(queue));
        await sender.SendAsync([new(2, "acme/shop#7", "b", 1)], Token);
        await second.UntilAsync(1);

        second.Ran.Select(w => w.Work).ShouldBe([2]);
    }

    [Fact]
    public async Task Several_share_the_work_and_two_of_one_key_still_never_run_at_the_same_time()
    {
        using var broker = Shared();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        var running = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        static async Task<Handling> RunAsync(HandedWork work, CancellationToken token)
        {
            await Task.Delay(5, CancellationToken.None);
            return new Handling.Handled();
        }

        await using var first = Receiver.Start(broker.Connect(queue), RunAsync, running: running);
        await sender.SendAsync(Work(keys: 16, ofEach: 1), Token);
        await first.UntilAsync(16);
        await using var second = Receiver.Start(broker.Connect(queue), RunAsync, running: running);

        // One of a key at a time, as the ledger hands it over.
        var sent = 16;
        var start = TimeProvider.System.GetTimestamp();
        while (second.Ran.Count < 40 && TimeProvider.System.GetElapsedTime(start) < RunningServer.Patience)
        {
            var round = Work(keys: 16, ofEach: 1, from: sent + 1);
            sent += round.Count;
            await sender.SendAsync(round, Token);
            await RunningServer.UntilAsync(() => first.Ran.Count + second.Ran.Count >= sent, () => "not all ran");
        }

        second.Ran.Count.ShouldBeGreaterThanOrEqualTo(40);
        (first.OfOneKey, second.OfOneKey).ShouldBe((0, 0));
        first.Ran.Concat(second.Ran).Select(w => w.Work).Distinct().Count().ShouldBe(sent);
    }

    [Fact]
    public async Task A_broker_that_is_killed_loses_nothing_that_it_confirmed_and_receiving_goes_on_when_it_is_back()
    {
        using var broker = Mortal();
        var queue = broker.NewQueue();
        await broker.EstablishAsync(queue);
        await using var sender = broker.Connect(queue);
        var goOn = new TaskCompletionSource();
        var times = 0;
        await using var receiver = Receiver.Start(broker.Connect(queue), async (_, token) =>
        {
            if (Interlocked.Increment(ref times) > 10)
            {
                await goOn.Task.WaitAsync(token);
            }

            return new Handling.Handled();
        });
        await sender.SendAsync(Work(keys: 10, ofEach: 4), Token);
        await receiver.UntilAsync(12);

        broker.Kill();
        (await Should.ThrowAsync<TransportException>(sender.SendAsync([new(99, "acme/shop#7", "z", 1)], Token))).Message.ShouldContain("127.0.0.1");
        goOn.SetResult();
        broker.Start();

        await RunningServer.UntilAsync(
            () => receiver.Ran.Select(w => w.Work).Distinct().Count() == 40, () => $"{receiver.Ran.Select(w => w.Work).Distinct().Count()} ran");
        await sender.SendAsync([new(100, "acme/shop#7", "y", 1)], Token);
        await RunningServer.UntilAsync(() => receiver.Ran.Any(w => w.Work == 100), () => "what was sent afterwards did not run");
        receiver.OfOneKey.ShouldBe(0);
    }

    private static List<HandedWork> Work(int keys, int ofEach, int from = 1) =>
    [
        .. Enumerable.Range(0, keys * ofEach).Select(i => new HandedWork(
            from + i,
            $"acme/shop#{(i % keys).ToString(CultureInfo.InvariantCulture)}",
            $"delivery-{(from + i).ToString(CultureInfo.InvariantCulture)}",
            1)),
    ];
}
