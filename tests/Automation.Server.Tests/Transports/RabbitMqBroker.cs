using System.Text;
using Automation.Server.Hosting;
using Automation.Server.Tests.Driving;
using Automation.Server.Transports;
using Automation.Server.Transports.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Automation.Server.Tests.Transports;

/// <summary>A real RabbitMQ.</summary>
internal sealed class RabbitMqBroker(RabbitMqServer server) : Broker
{
    public const int Partitions = 4;

    /// <inheritdoc/>
    public override string NewQueue()
    {
        var name = server.NewName();
        WithChannelAsync(channel => ElectedAsync(channel, new RabbitMqQueues(name, Partitions))).GetAwaiter().GetResult();
        return name;
    }

    /// <inheritdoc/>
    public override async Task EstablishAsync(string queue)
    {
        await WithChannelAsync(async channel =>
        {
            await new RabbitMqQueues(queue, Partitions).DeclareAsync(channel, CancellationToken.None);
            return true;
        });
        await server.RestartAsync();
    }

    /// <inheritdoc/>
    public override ITransport Connect(string queue) => Connect(new QueueSettings
    {
        Transport = QueueTransport.RabbitMq,
        Address = server.ConnectionString,
        Name = queue,
        Partitions = Partitions,
    });

    public static RabbitMqTransport Connect(QueueSettings settings) =>
        new(settings, TimeProvider.System, new LineLog<RabbitMqTransport>()) { GivenBack = Soon, ShareEvery = TimeSpan.FromMilliseconds(200) };

    /// <inheritdoc/>
    public override Task SendAsync(string queue, string key, byte[] body) => WithChannelAsync(async channel =>
    {
        await channel.BasicPublishAsync("", new RabbitMqQueues(queue, Partitions).Of(key), mandatory: true, body);
        return true;
    });

    /// <inheritdoc/>
    public override Task<IReadOnlyList<(byte[] Body, string Reason)>> DeadLettersAsync(string queue, int count) => WithChannelAsync(async channel =>
    {
        var found = new List<(byte[] Body, string Reason)>();
        var start = TimeProvider.System.GetTimestamp();
        while (found.Count < count)
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(RunningServer.Patience);
            if (await channel.BasicGetAsync($"{queue}.dead", autoAck: true) is { } letter)
            {
                found.Add((letter.Body.ToArray(), Reason(letter.BasicProperties.Headers!)));
            }
            else
            {
                await Task.Delay(20);
            }
        }

        return (IReadOnlyList<(byte[], string)>)found;
    });

    /// <summary>Does what an operator does.</summary>
    public async Task<T> WithChannelAsync<T>(Func<IChannel, Task<T>> action)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(server.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        return await action(channel);
    }

    /// <inheritdoc/>
    public override void Kill() => server.Kill();

    /// <inheritdoc/>
    public override void Start() => server.Start();

    /// <summary>The one that tests share stays.</summary>
    public override void Dispose()
    {
        if (server != RabbitMqServer.Shared)
        {
            server.Dispose();
        }
    }

    // A queue that was just declared rejects messages until it has a leader, which takes a while on a busy machine.
    private static async Task<bool> ElectedAsync(IChannel channel, RabbitMqQueues queues)
    {
        await queues.DeclareAsync(channel, CancellationToken.None);
        for (var partition = 0; partition < queues.Count; partition++)
        {
            await RunningServer.UntilAsync(() => Accepts(channel, queues.Work(partition)), () => "the queue has no leader");
            await channel.QueuePurgeAsync(queues.Work(partition));
        }

        return true;
    }

    private static bool Accepts(IChannel channel, string queue)
    {
        try
        {
            channel.BasicPublishAsync("", queue, mandatory: true, ReadOnlyMemory<byte>.Empty).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (PublishException)
        {
            return false;
        }
    }

    private static string Reason(IDictionary<string, object?> headers) =>
        Encoding.UTF8.GetString((byte[])(headers.TryGetValue("x-reason", out var ours) ? ours : headers["x-first-death-reason"])!);
}
