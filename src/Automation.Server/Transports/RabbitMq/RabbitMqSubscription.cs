using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Automation.Server.Transports.RabbitMq;

/// <summary>A consumer of one queue: from its start until it is left.</summary>
internal sealed class RabbitMqSubscription(IChannel channel, string queue, Action<RabbitMqMessage> take, Action deleted) : AsyncDefaultBasicConsumer(channel)
{
    private readonly Lock _changes = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _tag = "";
    private int _running;
    private bool _isClosed;

    public string Queue => queue;

    /// <summary>Whether this is the queue's active consumer: others get no message.</summary>
    public bool HasReceived { get; private set; }

    /// <summary>Completes when no more messages arrive.</summary>
    public Task Closed => _closed.Task;

    public async Task OpenAsync(CancellationToken cancellationToken) =>
        _tag = await Channel.BasicConsumeAsync(queue, autoAck: false, "", noLocal: false, exclusive: false, null, this, cancellationToken);

    /// <summary>Whether a message of it may start now; not after it was closed.</summary>
    public bool TryStart()
    {
        lock (_changes)
        {
            _running += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    public void Ended()
    {
        lock (_changes)
        {
            _running--;
        }
    }

    /// <summary>Leaves the queue; what was not started is given back. False, and nothing is done, if something runs.</summary>
    public async Task<bool> CloseAsync(bool evenIfRunning)
    {
        lock (_changes)
        {
            if (_isClosed || (_running > 0 && !evenIfRunning))
            {
                return false;
            }

            _isClosed = true;
        }

        try
        {
            await Channel.BasicCancelAsync(_tag);
        }
        catch (Exception e) when (RabbitMqFailure.Is(e) || e is OperationInterruptedException)
        {
            // The connection has ended, and the subscription with it.
        }
        finally
        {
            _closed.TrySetResult();
        }

        return true;
    }

    /// <summary>The connection has ended: nothing of it starts any more.</summary>
    public void Abandon()
    {
        lock (_changes)
        {
            _isClosed = true;
        }

        _closed.TrySetResult();
    }

    /// <inheritdoc/>
    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        HasReceived = true;
        take(new RabbitMqMessage(
            this,
            deliveryTag,
            properties.IsMessageIdPresent() ? properties.MessageId! : "without an id",
            1 + Deliveries(properties),
            WorkMessage.Read(body.Span),
            body[..Math.Min(body.Length, WorkMessage.MostBytes)].ToArray()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task OnCancelAsync(string[] consumerTags, CancellationToken cancellationToken = default)
    {
        lock (_changes)
        {
            if (!_isClosed)
            {
                deleted();
            }
        }

        return base.OnCancelAsync(consumerTags, cancellationToken);
    }

    private static long Deliveries(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-delivery-count", out var count) == true && count is long or int
            ? Convert.ToInt64(count, CultureInfo.InvariantCulture)
            : 0;
}

/// <summary>A message that was received and has to be settled.</summary>
/// <param name="From">Where it comes from.</param>
/// <param name="Tag">What the channel knows it by.</param>
/// <param name="Id">What the sender calls it.</param>
/// <param name="Deliveries">How often it was delivered.</param>
/// <param name="Content">What it says.</param>
/// <param name="Body">Its body, cut if it is too long.</param>
internal sealed record RabbitMqMessage(RabbitMqSubscription From, ulong Tag, string Id, long Deliveries, WorkMessage Content, byte[] Body);
