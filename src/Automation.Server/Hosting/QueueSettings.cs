namespace Automation.Server.Hosting;

/// <summary>How work that is due gets from the ledger to the workers.</summary>
internal sealed record QueueSettings
{
    public const string DefaultName = "automation";
    public const int DefaultPartitions = 16;
    public const int MostPartitions = 256;

    public QueueTransport Transport { get; init; }

    /// <summary>
    /// How the broker is reached, with its password: the address of RabbitMQ, a connection string of Service Bus, or the host of its namespace, which is
    /// reached as the machine's identity.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>Whether the address is a host alone, without a key.</summary>
    public bool IsHost => Address?.Contains('=', StringComparison.Ordinal) is false;

    /// <summary>The queue of Service Bus, or what the names of RabbitMQ's queues begin with.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>Over how many queues of RabbitMQ keys are divided.</summary>
    public int Partitions { get; init; } = DefaultPartitions;
}

/// <summary>What carries work to the workers.</summary>
internal enum QueueTransport
{
    /// <summary>Nothing: workers ask the ledger.</summary>
    Ledger,

    /// <summary>RabbitMQ.</summary>
    RabbitMq,

    /// <summary>Azure Service Bus.</summary>
    ServiceBus,
}
