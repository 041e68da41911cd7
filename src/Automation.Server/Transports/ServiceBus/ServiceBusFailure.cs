using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace Automation.Server.Transports.ServiceBus;

/// <summary>Failures of Service Bus and of the way to it, as sentences that say what to do.</summary>
internal static class ServiceBusFailure
{
    public static bool Is(Exception exception) => exception
        is ServiceBusException or AuthenticationFailedException or UnauthorizedAccessException or InvalidOperationException or TimeoutException or IOException
        or System.Net.Sockets.SocketException;

    /// <summary>The failure for an operator.</summary>
    public static TransportException Explain(Exception exception, string location, string queue) =>
        exception as TransportException ?? new TransportException($"Service Bus at {location}: {Advice(exception, queue)}", exception);

    private static string Advice(Exception exception, string queue) => exception switch
    {
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound } => $"there is no queue '{queue}'. {Create(queue)}",
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityDisabled } => $"the queue '{queue}' is disabled: enable it.",
        ServiceBusException { Reason: ServiceBusFailureReason.QuotaExceeded } =>
            $"the queue '{queue}' is full: messages are not received, or the queue is too small.",
        ServiceBusException { Reason: ServiceBusFailureReason.ServiceBusy } => "the namespace is throttled; work is handed over later.",
        ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout } or TimeoutException => "it does not answer.",
        ServiceBusException { IsTransient: true } => $"it cannot be reached ({Sentence(exception)}).",
        UnauthorizedAccessException or AuthenticationFailedException =>
            $"access is refused. Give the server's identity the roles 'Azure Service Bus Data Sender' and 'Azure Service Bus Data Receiver', or its key the "
            + "rights Send and Listen.",
        ObjectDisposedException => "it is closed.",
        InvalidOperationException => $"the queue '{queue}' has no sessions, which keep the work of a pull request in order. {Create(queue)}",
        _ => $"it cannot be used ({Sentence(exception)}).",
    };

    private static string Create(string queue) =>
        $"Create it: az servicebus queue create --name {queue} --enable-session true --enable-duplicate-detection true "
        + "--max-delivery-count 20 --lock-duration PT1M --resource-group GROUP --namespace-name NAMESPACE.";

    // The library adds a page of advice of its own after the first sentence.
    private static string Sentence(Exception exception)
    {
        var line = exception.Message.AsSpan();
        var end = line.IndexOfAny('\r', '\n');
        return (end < 0 ? line : line[..end]).ToString();
    }
}
