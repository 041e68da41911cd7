using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Automation.Server.Transports.RabbitMq;

/// <summary>Failures of the broker and of the way to it, as sentences that say what to do.</summary>
internal static class RabbitMqFailure
{
    public static bool Is(Exception exception) => exception
        is RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException or TransportException;

    /// <summary>The failure for an operator.</summary>
    public static TransportException Explain(Exception exception, string location, string name) =>
        exception as TransportException ?? new TransportException($"RabbitMQ at {location}: {Advice(exception, name)}", exception);

    private static string Advice(Exception exception, string name) => exception switch
    {
        AuthenticationFailureException or BrokerUnreachableException { InnerException: AuthenticationFailureException } =>
            "it refuses the user or the password of Queue__Address.",
        BrokerUnreachableException { InnerException: OperationInterruptedException { ShutdownReason: { } reason } } => Advice(reason, name),
        BrokerUnreachableException => $"it cannot be reached ({Innermost(exception)}). Check Queue__Address, and that the broker runs.",
        PublishReturnException returned => $"the queue {returned.RoutingKey} does not exist any more; it is declared again at the next try.",
        PublishException => "it did not accept a message, such as because its disk is full or most of its machines are away.",
        OperationInterruptedException { ShutdownReason: { } reason } => Advice(reason, name),
        TimeoutException => "it does not answer.",
        _ => $"the connection was cut ({Innermost(exception)}).",
    };

    private static string Advice(ShutdownEventArgs reason, string name) => reason.ReplyCode switch
    {
        Constants.AccessRefused => $"the user needs the permissions to configure, write and read '{name}\\..*': rabbitmqctl set_permissions.",
        Constants.PreconditionFailed =>
            $"a queue exists with other arguments ({reason.ReplyText}). Delete it, which loses no work, or choose another Queue__Name.",
        Constants.NotAllowed => $"the virtual host of Queue__Address does not exist, or is closed to the user ({reason.ReplyText}).",
        _ => $"the connection was ended ({reason.ReplyText}).",
    };

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
