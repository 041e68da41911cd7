using System.Collections.Concurrent;
using Automation.Server.Hosting;
using Automation.Server.Tests.Driving;
using Automation.Server.Transports;
using Automation.Server.Transports.ServiceBus;
using Automation.ServiceBusStandIn;

namespace Automation.Server.Tests.Transports;

/// <summary>Service Bus's own client against a stand-in, since the service runs in Azure alone.</summary>
public sealed class ServiceBusTests : TransportContract
{
    private protected override Broker Shared() => new ServiceBusBroker();

    private protected override Broker Mortal() => new ServiceBusProcess();

    [Fact]
    public async Task Work_that_takes_longer_than_the_lock_is_not_delivered_to_another()
    {
        using var broker = new ServiceBusBroker();
        var (time, lockDuration) = (new ShiftedClock(stands: true), TimeSpan.FromMinutes(1));
        var queue = broker.NewQueue(new StandInOptions { LockDuration = lockDuration, Time = time });

        // Every lock looks old to the receivers, which renew it as often as they can.
        var ahead = new ShiftedClock();
        ahead.Advance(TimeSpan.FromHours(1));
        ITransport Connect() => ServiceBusClients.Transport(broker.ConnectionString, queue, GivenBack.Usual, ahead);
        await using var sender = Connect();
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1)], TestContext.Current.CancellationToken);
        var goOn = new TaskCompletionSource();
        async Task<Handling> RunAsync(HandedWork work, CancellationToken token)
        {
            await goOn.Task.WaitAsync(RunningServer.Patience, CancellationToken.None);
            return new Handling.Handled();
        }

        await using var first = Receiver.Start(Connect(), RunAsync);
        await using var second = Receiver.Start(Connect(), RunAsync);
        await RunningServer.UntilAsync(() => first.Ran.Count + second.Ran.Count > 0, () => "it did not run");
        for (var passed = TimeSpan.Zero; passed < lockDuration * 3; passed += lockDuration * 0.75)
        {
            var renewals = broker.Renewals(queue);
            await RunningServer.UntilAsync(() => broker.Renewals(queue) > renewals, () => "the lock is not renewed");
            time.Advance(lockDuration * 0.75);
        }

        goOn.SetResult();
        await sender.SendAsync([new(2, "acme/shop#7", "b", 1)], TestContext.Current.CancellationToken);
        await RunningServer.UntilAsync(() => first.Ran.Concat(second.Ran).Any(w => w.Work == 2), () => "the next of the key did not run");

        first.Ran.Concat(second.Ran).Select(w => w.Work).Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task What_is_handed_over_again_by_mistake_arrives_once_and_a_new_attempt_arrives()
    {
        using var broker = new ServiceBusBroker();
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        HandedWork work = new(1, "acme/shop#7", "a", 1);

        await sender.SendAsync([work, work], TestContext.Current.CancellationToken);
        await sender.SendAsync([work, work with { Attempt = 2 }], TestContext.Current.CancellationToken);
        await using var receiver = Receiver.Start(broker.Connect(queue));
        await receiver.UntilAsync(2);
        await receiver.StopAsync();

        receiver.Ran.ShouldBe([work, work with { Attempt = 2 }]);
    }

    [Theory]
    [InlineData(false, "has no sessions", "--enable-session true")]
    [InlineData(null, "there is no queue", "az servicebus queue create")]
    public async Task A_queue_that_is_missing_or_has_no_sessions_is_a_sentence_that_says_what_to_do(bool? sessions, params string[] says)
    {
        using var broker = new ServiceBusBroker();
        var queue = sessions is { } has ? broker.NewQueue(new StandInOptions { Sessions = has }) : "missing";
        var log = new ConcurrentQueue<string>();
        await using var transport = new ServiceBusTransport(
            new QueueSettings { Transport = QueueTransport.ServiceBus, Address = broker.ConnectionString, Name = queue },
            TimeProvider.System,
            new LineLog<ServiceBusTransport>(log.Enqueue));
        await using var receiver = Receiver.Start(transport);

        await RunningServer.UntilAsync(() => !log.IsEmpty, () => "nothing was logged");

        foreach (var each in says)
        {
            log.First().ShouldContain(each);
        }

        log.ShouldAllBe(l => !l.Contains("c3RhbmQtaW4ta2V5", StringComparison.Ordinal));
        if (sessions is null)
        {
            (await Should.ThrowAsync<TransportException>(transport.SendAsync([new(1, "k", "d", 1)], TestContext.Current.CancellationToken)))
                .Message.ShouldContain("there is no queue");
        }
    }
}
