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
        var queue = broker.NewQueue(new StandInOptions { LockDuration = TimeSpan.FromSeconds(10) });
        await using var sender = broker.Connect(queue);
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1)], TestContext.Current.CancellationToken);
        async Task<Handling> RunAsync(HandedWork work, CancellationToken token)
        {
            await Task.Delay(TimeSpan.FromSeconds(21), CancellationToken.None);
            return new Handling.Handled();
        }

        await using var first = Receiver.Start(broker.Connect(queue), RunAsync);
        await using var second = Receiver.Start(broker.Connect(queue), RunAsync);
        await RunningServer.UntilAsync(() => first.Ran.Count + second.Ran.Count > 0, () => "it did not run");
        await Task.Delay(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        (first.Ran.Count + second.Ran.Count).ShouldBe(1);
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
