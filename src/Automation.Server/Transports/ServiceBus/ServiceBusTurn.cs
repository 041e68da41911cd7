using Azure.Messaging.ServiceBus;

namespace Automation.Server.Transports.ServiceBus;

/// <summary>One message of a session: runs it and settles it, while the lock of the session is renewed.</summary>
internal sealed partial class ServiceBusTurn(ServiceBusSessionReceiver session, ServiceBusReceivedMessage message, ILogger logger)
{
    /// <summary>https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas: a property of a message.</summary>
    private const int LongestReason = 4096;

    private static readonly TimeSpan LeastRenewal = TimeSpan.FromMilliseconds(500);

    public required GivenBack GivenBack { get; init; }

    public required TimeProvider Time { get; init; }

    public async Task RunAsync(Func<HandedWork, CancellationToken, Task<Handling>> run, CancellationToken stoppingToken)
    {
        using var settled = new CancellationTokenSource();
        var renewing = RenewAsync(settled.Token);
        try
        {
            await SettleAsync(await HandleAsync(run, stoppingToken), stoppingToken);
        }
        catch (Exception e) when (ServiceBusFailure.Is(e))
        {
            // The lock is lost, or the connection.
            LogNotSettled(message.MessageId, e.Message);
        }
        finally
        {
            await settled.CancelAsync();
            await renewing;
        }
    }

    private async Task<Handling> HandleAsync(Func<HandedWork, CancellationToken, Task<Handling>> run, CancellationToken stoppingToken)
    {
        switch (WorkMessage.Read(message.Body.ToMemory().Span))
        {
            case WorkMessage.Malformed(var reason):
                return new Handling.Rejected(reason);
            case WorkMessage.Valid(var work) when !stoppingToken.IsCancellationRequested:
                try
                {
                    return await run(work, stoppingToken);
                }
                catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
                {
                    return new Handling.Again();
                }
                catch (Exception e)
                {
                    LogFailed(e, work.Key);
                    return new Handling.Again();
                }

            default:
                return new Handling.Again();
        }
    }

    private async Task SettleAsync(Handling handling, CancellationToken stoppingToken)
    {
        switch (handling)
        {
            case Handling.Handled:
                await session.CompleteMessageAsync(message, CancellationToken.None);
                break;
            case Handling.Rejected(var reason):
                LogRejected(message.MessageId, reason);
                var description = reason.Length > LongestReason ? reason[..LongestReason] : reason;
                await session.DeadLetterMessageAsync(message, "rejected", description, CancellationToken.None);
                break;
            default:
                var pause = GivenBack.Pause(message.DeliveryCount);
                await Task.Delay(pause, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await session.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
                break;
        }
    }

    // Until the message is settled, or the lock is lost.
    private async Task RenewAsync(CancellationToken settled)
    {
        while (!settled.IsCancellationRequested)
        {
            var half = (session.SessionLockedUntil - Time.GetUtcNow()) / 2;
            await Task.Delay(half > LeastRenewal ? half : LeastRenewal, Time, settled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                settled.ThrowIfCancellationRequested();
                await session.RenewSessionLockAsync(settled);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ServiceBusException e) when (e.IsTransient)
            {
                // Tried again, sooner each time.
            }
            catch (Exception e) when (ServiceBusFailure.Is(e))
            {
                return;
            }
        }
    }

    [LoggerMessage(88, LogLevel.Warning, "{Key}: a message could not be handled; it is given back")]
    private partial void LogFailed(Exception exception, string key);

    [LoggerMessage(89, LogLevel.Warning, "Message {Id} becomes a dead letter: {Reason}")]
    private partial void LogRejected(string id, string reason);

    [LoggerMessage(93, LogLevel.Debug, "Message {Id} could not be settled: it is delivered again ({Failure})")]
    private partial void LogNotSettled(string id, string failure);
}
