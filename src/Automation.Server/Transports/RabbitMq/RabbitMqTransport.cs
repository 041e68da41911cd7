using Automation.Server.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Automation.Server.Transports.RabbitMq;

/// <summary>RabbitMQ. A connection that ended is replaced by the next use of it: one way out of a failure of the network, the broker and a channel.</summary>
internal sealed partial class RabbitMqTransport : ITransport
{
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // The broker moves a consumer to a queue of the same name that is declared while it handles the deletion, and then drops as many messages of the new
    // queue as the old one had delivered (seen with 3.10). After this time its consumers have their notice, and come back as new ones; all sends wait.
    private static readonly TimeSpan BeforeDeclaringAgain = TimeSpan.FromSeconds(1);

    private readonly ConnectionFactory _factory;
    private readonly RabbitMqQueues _queues;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ILogger<RabbitMqTransport> _logger;
    private readonly SemaphoreSlim _sending = new(1);
    private (IConnection Connection, IChannel Channel)? _sender;

    public RabbitMqTransport(QueueSettings settings, TimeProvider time, ILogger<RabbitMqTransport> logger)
    {
        var address = new Uri(settings.Address!);
        _factory = new ConnectionFactory
        {
            Uri = address,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(15),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
            ContinuationTimeout = TimeSpan.FromSeconds(20),
        };
        Location = $"{address.Scheme}://{_factory.HostName}:{_factory.Port}/{Uri.EscapeDataString(_factory.VirtualHost.TrimStart('/'))}";
        (_queues, _name, _time, _logger) = (new RabbitMqQueues(settings.Name, settings.Partitions), settings.Name, time, logger);
    }

    /// <summary>How long messages that were not handled are held.</summary>
    public GivenBack GivenBack { get; init; } = GivenBack.Usual;

    /// <summary>How often this process looks whether it has more than its share of the queues.</summary>
    public TimeSpan ShareEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<HandedWork> work, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            using var limited = new CancellationTokenSource(LongestSend, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
            Task? sending = null;
            try
            {
                var channel = await SenderAsync(either.Token);
                await (sending = Task.WhenAll(work.Select(w => PublishAsync(channel, w, either.Token))));
            }
            catch (Exception e) when (RabbitMqFailure.Is(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                await DropSenderAsync();
                if (sending?.Exception?.InnerExceptions.OfType<PublishReturnException>().Any() == true)
                {
                    await Task.Delay(BeforeDeclaringAgain, _time, cancellationToken);
                }

                throw RabbitMqFailure.Explain(e is OperationCanceledException ? new TimeoutException(e.Message, e) : e, Location, _name);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc/>
    public async Task ReceiveAsync(int atOnce, Func<HandedWork, CancellationToken, Task<Handling>> run, CancellationToken stoppingToken)
    {
        // Kept over connections: what is delivered again over the next one waits for what still runs.
        using var lanes = new KeyLanes(atOnce);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _factory.CreateConnectionAsync("automation-server, worker", stoppingToken);
                await using var receiver = new RabbitMqReceiver(connection, _queues, lanes, run, _logger)
                {
                    GivenBack = GivenBack,
                    Prefetch = (ushort)Math.Clamp(atOnce, 1, ushort.MaxValue),
                    ShareEvery = ShareEvery,
                    Time = _time,
                };
                await receiver.OpenAsync(stoppingToken);
                LogReceives(Location);
                pause = FirstPause;
                await receiver.ReceiveAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Stopped while it connected.
            }
            catch (Exception e) when (RabbitMqFailure.Is(e) || e is OperationCanceledException)
            {
                // The client cancels what a broker that is just starting does not answer in time.
                LogAway(RabbitMqFailure.Explain(e is OperationCanceledException ? new TimeoutException(e.Message, e) : e, Location, _name).Message);
                await Task.Delay(pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        // If the connection ended before it was stopped, something may still run.
        await lanes.EndedAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DropSenderAsync();
        _sending.Dispose();
    }

    private Task PublishAsync(IChannel channel, HandedWork work, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            MessageId = WorkMessage.Id(work),
            ContentType = WorkMessage.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
        };
        return channel.BasicPublishAsync("", _queues.Of(work.Key), mandatory: true, properties, WorkMessage.Write(work), cancellationToken).AsTask();
    }

    private async Task<IChannel> SenderAsync(CancellationToken cancellationToken)
    {
        if (_sender is { Channel: { IsOpen: true } open })
        {
            return open;
        }

        await DropSenderAsync();
        var connection = await _factory.CreateConnectionAsync("automation-server, sender", cancellationToken);
        try
        {
            var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            var channel = await connection.CreateChannelAsync(options, cancellationToken);
            await _queues.DeclareAsync(channel, cancellationToken);
            _sender = (connection, channel);
            return channel;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task DropSenderAsync()
    {
        if (_sender is not { } sender)
        {
            return;
        }

        _sender = null;
        try
        {
            await sender.Channel.DisposeAsync();
            await sender.Connection.DisposeAsync();
        }
        catch (Exception e) when (RabbitMqFailure.Is(e))
        {
            // It has ended already.
        }
    }

    [LoggerMessage(82, LogLevel.Information, "Work arrives from {Location}")]
    private partial void LogReceives(string location);

    [LoggerMessage(83, LogLevel.Warning, "{Failure} Trying again; what was handed over stays in the ledger")]
    private partial void LogAway(string failure);
}
