using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Automation.Server.Transports.RabbitMq;

/// <summary>Receives from all queues over one connection, until it is stopped or the connection ends.</summary>
internal sealed partial class RabbitMqReceiver(
    IConnection connection, RabbitMqQueues queues, KeyLanes lanes, Func<HandedWork, CancellationToken, Task<Handling>> run, ILogger logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _unsettled = [];
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RabbitMqSubscription[] _subscriptions = new RabbitMqSubscription[queues.Count];
    private IChannel _messages = null!;
    private IChannel _deadLetters = null!;
    private CancellationToken _stoppingToken;

    public required GivenBack GivenBack { get; init; }

    /// <summary>How many messages of one queue are here at a time: as many as can run, so that one that runs for an hour does not block its queue.</summary>
    public required ushort Prefetch { get; init; }

    public required TimeSpan ShareEvery { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Declares the queues and subscribes to all of them.</summary>
    public async Task OpenAsync(CancellationToken stoppingToken)
    {
        _stoppingToken = stoppingToken;
        connection.ConnectionShutdownAsync += EndedAsync;
        _messages = await connection.CreateChannelAsync(cancellationToken: stoppingToken);
        _messages.ChannelShutdownAsync += EndedAsync;
        _deadLetters = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stoppingToken);
        await queues.DeclareAsync(_deadLetters, stoppingToken);
        await _messages.BasicQosAsync(0, Prefetch, global: false, stoppingToken);
        await _messages.BasicConsumeAsync(queues.Workers, autoAck: false, new AsyncDefaultBasicConsumer(_messages), stoppingToken);
        for (var partition = 0; partition < queues.Count; partition++)
        {
            _subscriptions[partition] = await SubscribeAsync(queues.Work(partition));
        }
    }

    /// <summary>Returns when it was stopped and everything is settled.</summary>
    /// <exception cref="TransportException">The connection ended; what runs goes on.</exception>
    public async Task ReceiveAsync(CancellationToken stoppingToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stoppingToken.UnsafeRegister(_ => stopped.TrySetResult(), null);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(_ended.Task, stopped.Task, Task.Delay(ShareEvery, Time, stoppingToken));
            if (_ended.Task.IsCompleted)
            {
                throw new TransportException(await _ended.Task);
            }

            if (!stoppingToken.IsCancellationRequested)
            {
                await ShareAsync();
            }
        }

        await Task.WhenAll(_subscriptions.Select(s => s.CloseAsync(evenIfRunning: true)));
        await Task.WhenAll(_unsettled.Keys);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connection.ConnectionShutdownAsync -= EndedAsync;
        foreach (var subscription in _subscriptions.OfType<RabbitMqSubscription>())
        {
            subscription.Abandon();
        }

        if (_messages is not null)
        {
            await _messages.DisposeAsync();
        }

        if (_deadLetters is not null)
        {
            await _deadLetters.DisposeAsync();
        }
    }

    private async Task<RabbitMqSubscription> SubscribeAsync(string queue)
    {
        var subscription = new RabbitMqSubscription(_messages, queue, Take, () => _ended.TrySetResult($"The queue {queue} was deleted."));

        // Not cancelled by a stop: messages of other queues may run already, and are to be settled over this connection. The client has its own time limit.
        await subscription.OpenAsync(CancellationToken.None);
        return subscription;
    }

    // The broker gives a queue to the consumer that came first, so a worker that starts later would get nothing. Who has more than a share of the queues
    // leaves some that run nothing, and waits for them behind the others.
    private async Task ShareAsync()
    {
        var workers = Math.Max(1, (int)await _deadLetters.ConsumerCountAsync(queues.Workers, CancellationToken.None));
        var share = (queues.Count + workers - 1) / workers;
        var excess = _subscriptions.Count(s => s.HasReceived) - share;
        for (var partition = 0; partition < queues.Count && excess > 0; partition++)
        {
            var left = _subscriptions[partition];
            if (left.HasReceived && await left.CloseAsync(evenIfRunning: false))
            {
                _subscriptions[partition] = await SubscribeAsync(left.Queue);
                excess--;
            }
        }
    }

    // Called for one message after another; it must not wait.
    private void Take(RabbitMqMessage message)
    {
        var settled = message.Content switch
        {
            WorkMessage.Valid(var work) => lanes.RunAsync(work.Key, () => RunAsync(message, work), handling => SettleAsync(message, handling)),
            WorkMessage.Malformed(var reason) => SettleAsync(message, new Handling.Rejected(reason)),
            _ => throw new InvalidOperationException("This kind of message is not known."),
        };
        _unsettled.TryAdd(settled, true);
        _ = settled.ContinueWith(t => _unsettled.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task<Handling?> RunAsync(RabbitMqMessage message, HandedWork work)
    {
        if (!message.From.TryStart())
        {
            return null;
        }

        try
        {
            return await run(work, _stoppingToken);
        }
        catch (OperationCanceledException) when (_stoppingToken.IsCancellationRequested)
        {
            return new Handling.Again();
        }
        catch (Exception e)
        {
            LogFailed(e, work.Key);
            return new Handling.Again();
        }
        finally
        {
            message.From.Ended();
        }
    }

    // Null if it was not started. What cannot be settled, because the connection ended, is delivered again.
    private async Task SettleAsync(RabbitMqMessage message, Handling? handling)
    {
        try
        {
            switch (handling)
            {
                case Handling.Handled:
                    await _messages.BasicAckAsync(message.Tag, multiple: false, CancellationToken.None);
                    break;
                case Handling.Rejected(var reason):
                    LogRejected(message.Id, reason);
                    await DeadLetterAsync(message, reason);
                    break;
                case Handling.Again:
                    await Task.Delay(GivenBack.Pause(message.Deliveries), Time, _stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    await _messages.BasicNackAsync(message.Tag, multiple: false, requeue: true, CancellationToken.None);
                    break;
                default:
                    await message.From.Closed;
                    await _messages.BasicNackAsync(message.Tag, multiple: false, requeue: true, CancellationToken.None);
                    break;
            }
        }
        catch (Exception e) when (RabbitMqFailure.Is(e))
        {
            LogNotSettled(message.Id);
        }
    }

    // The broker has no place for a reason of ours, so the dead letter is a copy with one. If the broker ends between the two steps there are two.
    private async Task DeadLetterAsync(RabbitMqMessage message, string reason)
    {
        var properties = new BasicProperties
        {
            MessageId = message.Id,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?> { [RabbitMqQueues.ReasonHeader] = reason, ["x-queue"] = message.From.Queue },
        };
        await _deadLetters.BasicPublishAsync(queues.Dead, "", mandatory: true, properties, message.Body, CancellationToken.None);
        await _messages.BasicAckAsync(message.Tag, multiple: false, CancellationToken.None);
    }

    private Task EndedAsync(object sender, ShutdownEventArgs ended)
    {
        _ended.TrySetResult($"RabbitMQ ended the connection ({ended.ReplyText}).");
        return Task.CompletedTask;
    }

    [LoggerMessage(84, LogLevel.Warning, "{Key}: a message could not be handled; it is given back")]
    private partial void LogFailed(Exception exception, string key);

    [LoggerMessage(85, LogLevel.Warning, "Message {Id} becomes a dead letter: {Reason}")]
    private partial void LogRejected(string id, string reason);

    [LoggerMessage(86, LogLevel.Debug, "Message {Id} could not be acknowledged: the broker delivers it again")]
    private partial void LogNotSettled(string id);
}
