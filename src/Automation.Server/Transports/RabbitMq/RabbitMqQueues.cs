using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Automation.Server.Transports.RabbitMq;

/// <summary>
/// The queues of RabbitMQ. A key belongs to one of them, and each has one active consumer in the fleet, so that the order of a key is kept. Their
/// arguments cannot be changed later: a queue that exists with others has to be deleted.
/// </summary>
internal sealed class RabbitMqQueues(string name, int count)
{
    /// <summary>How often a message is delivered before it becomes a dead letter.</summary>
    public const int DeliveryLimit = 20;

    /// <summary>The header of a dead letter with our reason; the broker's own is in <c>x-death</c>.</summary>
    public const string ReasonHeader = "x-reason";

    // Dead letters are for people: the oldest of too many are dropped.
    private const int MostDeadLetters = 10_000;

    public int Count => count;

    /// <summary>The exchange and the queue of dead letters.</summary>
    public string Dead => $"{name}.dead";

    /// <summary>
    /// A queue without messages, which each worker consumes: how many they are. The consumers of the others cannot be counted, since the broker counts the
    /// active one alone.
    /// </summary>
    public string Workers => $"{name}.workers";

    public string Work(int partition) => $"{name}.work.{partition.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The queue of a key, the same in every process: FNV-1a of its UTF-8 bytes.</summary>
    public string Of(string key)
    {
        var hash = 2166136261;
        foreach (var octet in Encoding.UTF8.GetBytes(key))
        {
            hash = unchecked((hash ^ octet) * 16777619);
        }

        return Work((int)(hash % (uint)count));
    }

    /// <summary>Declares what is missing.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(Dead, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        await DeclareAsync(channel, Dead, new() { ["x-max-length"] = MostDeadLetters }, cancellationToken);
        await channel.QueueBindAsync(Dead, Dead, routingKey: "", cancellationToken: cancellationToken);
        await DeclareAsync(channel, Workers, [], cancellationToken);
        for (var partition = 0; partition < count; partition++)
        {
            var arguments = new Dictionary<string, object?>
            {
                ["x-single-active-consumer"] = true,
                ["x-delivery-limit"] = DeliveryLimit,
                ["x-dead-letter-exchange"] = Dead,
            };
            await DeclareAsync(channel, Work(partition), arguments, cancellationToken);
        }
    }

    private static Task DeclareAsync(IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        // A quorum queue is on the disks of several machines before a message is confirmed.
        arguments["x-queue-type"] = "quorum";
        return channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
    }
}
