using Azure.Messaging.ServiceBus;

namespace Automation.Server.Hosting;

/// <summary>Validates the settings of the queue. Values are not shown: they have passwords.</summary>
internal static class QueueValidation
{
    private const string Amqp = "amqp";
    private const string Amqps = "amqps";

    // RabbitMQ's names and those of Service Bus have these in common: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
    private const int LongestName = 100;

    /// <summary>The problems, one sentence each, with the fix.</summary>
    public static IEnumerable<string> Problems(ServerSettings settings, IConfiguration configuration)
    {
        var queue = settings.Queue;
        if (queue.Transport == QueueTransport.Ledger)
        {
            return configuration.GetSection("Queue").GetChildren().Any(s => s.Key is not "Transport" && !string.IsNullOrWhiteSpace(s.Value))
                ? ["Queue__Transport is 'ledger', which has no broker: set it to rabbitmq or servicebus, or remove the other settings of Queue."]
                : [];
        }

        return
        [
            .. settings.LedgerProvider == LedgerProvider.Postgresql
                ? Array.Empty<string>()
                : ["Queue__Transport needs Ledger__Provider=postgresql: a broker serves several machines, and a ledger in a file is one machine's."],
            .. IsName(queue.Name)
                ? Array.Empty<string>()
                : [$"Queue__Name must have 1 to {LongestName} letters, digits, '-', '_' and '.', and begin and end with a letter or digit."],
            .. queue.Transport == QueueTransport.RabbitMq ? OfRabbitMq(queue) : OfServiceBus(queue, configuration),
        ];
    }

    /// <summary>The secret in the address, which libraries may quote without the rest; null if there is none.</summary>
    public static string? Password(QueueSettings queue)
    {
        if (queue.Address is not { } text)
        {
            return null;
        }

        if (queue.Transport == QueueTransport.ServiceBus)
        {
            return text.Split(';').Select(p => p.Split('=', 2)).FirstOrDefault(p => p is ["SharedAccessKey" or "SharedAccessSignature", _])?[1];
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Split(':', 2) is [_, { Length: > 0 } password]
            ? Uri.UnescapeDataString(password)
            : null;
    }

    private static IEnumerable<string> OfRabbitMq(QueueSettings queue)
    {
        if (queue.Address is null)
        {
            yield return "Queue__Transport is 'rabbitmq', and Queue__Address is not set: set it to 'amqps://USER:PASSWORD@HOST/VHOST'.";
        }
        else if (!Uri.TryCreate(queue.Address, UriKind.Absolute, out var address)
            || address is not { Scheme: Amqp or Amqps, Host.Length: > 0, Query: "", Fragment: "", Segments.Length: <= 2 })
        {
            yield return "Queue__Address is not an address of RabbitMQ: set it to 'amqps://USER:PASSWORD@HOST/VHOST', with special characters of the "
                + "password percent-encoded.";
        }
    }

    private static IEnumerable<string> OfServiceBus(QueueSettings queue, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["Queue:Partitions"]))
        {
            yield return "Queue__Partitions is a setting of RabbitMQ: remove it.";
        }

        switch (queue)
        {
            case { Address: null }:
                yield return "Queue__Transport is 'servicebus', and Queue__Address is not set: set it to 'NAME.servicebus.windows.net' to sign in as the "
                    + "machine's identity, or to a connection string.";
                break;
            case { IsHost: true, Address: { } host } when Uri.CheckHostName(host) != UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal):
                yield return "Queue__Address is neither a host nor a connection string of Service Bus: set it to 'NAME.servicebus.windows.net', or to "
                    + "'Endpoint=sb://HOST/;SharedAccessKeyName=...;SharedAccessKey=...'.";
                break;
            case { IsHost: false, Address: { } text } when Wrong(text, queue.Name) is { } wrong:
                yield return $"Queue__Address {wrong}";
                break;
        }
    }

    private static string? Wrong(string connectionString, string queue)
    {
        const string Expected = "is not a connection string of Service Bus: set it to 'Endpoint=sb://HOST/;SharedAccessKeyName=...;SharedAccessKey=...'.";
        try
        {
            var parsed = ServiceBusConnectionStringProperties.Parse(connectionString);
            return parsed switch
            {
                { EntityPath: { } path } when path != queue => "has an EntityPath that is not Queue__Name: set Queue__Name to it, or remove it.",
                { Endpoint.Host.Length: > 0, SharedAccessKeyName: not null, SharedAccessKey: not null } => null,
                { Endpoint.Host.Length: > 0, SharedAccessSignature: not null } => null,
                _ => Expected,
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return Expected;
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
