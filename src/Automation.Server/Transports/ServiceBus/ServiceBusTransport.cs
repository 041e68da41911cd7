using Automation.Server.Hosting;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace Automation.Server.Transports.ServiceBus;

/// <summary>
/// Azure Service Bus. A session is a key: the service gives it to one receiver at a time, and locks are renewed while its work runs. The queue is the
/// operator's to create.
/// </summary>
internal sealed partial class ServiceBusTransport : ITransport
{
    private const int SentAtOnce = 32;

    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMinutes(1);

    private readonly ServiceBusClient _client;
    private readonly ServiceBusSender _sender;
    private readonly string _queue;
    private readonly TimeProvider _time;
    private readonly ILogger<ServiceBusTransport> _logger;
    private readonly Lock _reports = new();
    private (string Failure, DateTimeOffset At)? _reported;

    public ServiceBusTransport(QueueSettings settings, TimeProvider time, ILogger<ServiceBusTransport> logger)
    {
        var options = new ServiceBusClientOptions
        {
            Identifier = "automation-server",
            RetryOptions = new ServiceBusRetryOptions { TryTimeout = TimeSpan.FromSeconds(10), MaxRetries = 1, MaxDelay = TimeSpan.FromSeconds(5) },
        };
        _client = settings.IsHost
            ? new ServiceBusClient(settings.Address, new DefaultAzureCredential(), options)
            : new ServiceBusClient(settings.Address, options);
        _sender = _client.CreateSender(settings.Name);
        (_queue, _time, _logger) = (settings.Name, time, logger);
        Location = $"{_client.FullyQualifiedNamespace}/{settings.Name}";
    }

    /// <summary>How long messages that were not handled are held.</summary>
    public GivenBack GivenBack { get; init; } = GivenBack.Usual;

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>Sends each message on its own: a partitioned queue refuses a batch with several sessions.</summary>
    public async Task SendAsync(IReadOnlyList<HandedWork> work, CancellationToken cancellationToken)
    {
        using var limited = new CancellationTokenSource(LongestSend, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        try
        {
            // The messages of a key one after another, in their order.
            await Parallel.ForEachAsync(
                work.GroupBy(w => w.Key, StringComparer.Ordinal),
                new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = either.Token },
                async (ofKey, token) =>
                {
                    foreach (var each in ofKey)
                    {
                        await _sender.SendMessageAsync(Message(each), token);
                    }
                });
        }
        catch (Exception e) when (ServiceBusFailure.Is(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ServiceBusFailure.Explain(e is OperationCanceledException ? new TimeoutException(e.Message, e) : e, Location, _queue);
        }
    }

    /// <summary>
    /// Each of so many receivers takes the next session that has messages, runs one message of it and leaves it: a key with many does not keep others waiting.
    /// </summary>
    public Task ReceiveAsync(int atOnce, Func<HandedWork, CancellationToken, Task<Handling>> run, CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => TakeSessionsAsync(run, stoppingToken)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _client.DisposeAsync();
    }

    private static ServiceBusMessage Message(HandedWork work) => new(WorkMessage.Write(work))
    {
        SessionId = WorkMessage.Fit(work.Key),
        MessageId = WorkMessage.Id(work),
        ContentType = WorkMessage.ContentType,
    };

    private async Task TakeSessionsAsync(Func<HandedWork, CancellationToken, Task<Handling>> run, CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var session = await _client.AcceptNextSessionAsync(_queue, cancellationToken: stoppingToken);
                if (await session.ReceiveMessageAsync(LongestWait, stoppingToken) is { } message)
                {
                    await new ServiceBusTurn(session, message, _logger) { GivenBack = GivenBack, Time = _time }.RunAsync(run, stoppingToken);
                }

                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Stopped while it waited.
            }
            catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                // No session has a message.
            }
            catch (Exception e) when (ServiceBusFailure.Is(e) || e is OperationCanceledException)
            {
                Report(ServiceBusFailure.Explain(e is OperationCanceledException ? new TimeoutException(e.Message, e) : e, Location, _queue).Message);
                await Task.Delay(pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    // Each receiver reports each of its tries: one line a minute says as much.
    private void Report(string failure)
    {
        var now = _time.GetUtcNow();
        lock (_reports)
        {
            if (_reported is { } last && last.Failure == failure && now - last.At < BetweenReports)
            {
                return;
            }

            _reported = (failure, now);
        }

        LogAway(failure);
    }

    [LoggerMessage(87, LogLevel.Warning, "{Failure} Trying again; what was handed over stays in the ledger")]
    private partial void LogAway(string failure);
}
