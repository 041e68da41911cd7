using Automation.Server.Hosting;
using Automation.Server.Tests.Driving;
using Automation.Server.Transports;
using Automation.Server.Transports.RabbitMq;
using RabbitMQ.Client;

namespace Automation.Server.Tests.Transports;

/// <summary>RabbitMQ as it is, started for the tests.</summary>
public sealed class RabbitMqTests : TransportContract
{
    public RabbitMqTests() => Assert.SkipUnless(RabbitMqServer.IsInstalled, RabbitMqServer.Absent);

    private protected override Broker Shared() => new RabbitMqBroker(RabbitMqServer.Shared);

    private protected override Broker Mortal() => new RabbitMqBroker(new RabbitMqServer());

    [Fact]
    public async Task A_queue_that_was_deleted_is_an_error_once_and_is_there_the_next_time()
    {
        using var broker = new RabbitMqBroker(RabbitMqServer.Shared);
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await using var receiver = Receiver.Start(broker.Connect(queue));
        HandedWork[] work = [new(1, "acme/shop#7", "a", 1)];
        await sender.SendAsync(work, TestContext.Current.CancellationToken);
        await receiver.UntilAsync(1);
        await receiver.StopAsync();

        await broker.WithChannelAsync(async channel => await channel.QueueDeleteAsync(new RabbitMqQueues(queue, RabbitMqBroker.Partitions).Of("acme/shop#7")));

        (await Should.ThrowAsync<TransportException>(sender.SendAsync(work, TestContext.Current.CancellationToken))).Message.ShouldContain("does not exist");
        await sender.SendAsync(work, TestContext.Current.CancellationToken);
        await using var next = Receiver.Start(broker.Connect(queue));
        await next.UntilAsync(1);
    }

    [Fact]
    public async Task A_receiver_whose_queue_is_deleted_declares_it_again()
    {
        using var broker = new RabbitMqBroker(RabbitMqServer.Shared);
        var queue = broker.NewQueue();
        await using var sender = broker.Connect(queue);
        await using var receiver = Receiver.Start(broker.Connect(queue));
        await sender.SendAsync([new(1, "acme/shop#7", "a", 1)], TestContext.Current.CancellationToken);
        await receiver.UntilAsync(1);

        await broker.WithChannelAsync(async channel => await channel.QueueDeleteAsync(new RabbitMqQueues(queue, RabbitMqBroker.Partitions).Of("acme/shop#7")));

        await RunningServer.UntilAsync(() => Sends(sender, new(2, "acme/shop#7", "b", 1)), () => "it cannot be sent");
        await receiver.UntilAsync(2);
    }

    [Fact]
    public async Task What_an_operator_has_to_change_is_a_sentence_without_the_password()
    {
        using var broker = new RabbitMqBroker(RabbitMqServer.Shared);
        var queue = RabbitMqServer.Shared.NewName();
        await broker.WithChannelAsync(async channel => await channel.QueueDeclareAsync($"{queue}.work.0", durable: true, exclusive: false, autoDelete: false));
        var right = new QueueSettings { Transport = QueueTransport.RabbitMq, Address = RabbitMqServer.Shared.ConnectionString, Name = queue };

        await FailsAsync(right, "a queue exists with other arguments", "choose another Queue__Name");
        await FailsAsync(With(right, "guest:guest", "guest:c4nary-password"), "refuses the user or the password");
        await FailsAsync(With(right, "/", "/elsewhere", last: true), "virtual host");
        await FailsAsync(right with { Address = "amqp://guest:c4nary-password@127.0.0.1:1/" }, "cannot be reached", "Check Queue__Address");
    }

    private static QueueSettings With(QueueSettings settings, string from, string to, bool last = false) => settings with
    {
        Address = last ? settings.Address![..^from.Length] + to : settings.Address!.Replace(from, to, StringComparison.Ordinal),
    };

    private static async Task FailsAsync(QueueSettings settings, params string[] says)
    {
        await using var transport = RabbitMqBroker.Connect(settings);

        var failure = await Should.ThrowAsync<TransportException>(
            transport.SendAsync([new(1, "acme/shop#7", "a", 1)], TestContext.Current.CancellationToken));

        foreach (var each in says)
        {
            failure.Message.ShouldContain(each);
        }

        (failure.Message + transport.Location).ShouldNotContain("c4nary");
        transport.Location.ShouldStartWith("amqp://127.0.0.1:");
    }

    private static bool Sends(ITransport sender, HandedWork work)
    {
        try
        {
            sender.SendAsync([work], CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (TransportException)
        {
            return false;
        }
    }
}
