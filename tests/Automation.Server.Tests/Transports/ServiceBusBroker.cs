using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Automation.Server.Hosting;
using Automation.Server.Tests.Driving;
using Automation.Server.Transports;
using Automation.Server.Transports.ServiceBus;
using Automation.ServiceBusStandIn;
using Automation.Testing;
using Azure.Messaging.ServiceBus;

namespace Automation.Server.Tests.Transports;

/// <summary>The stand-in for Service Bus, in this process.</summary>
internal sealed class ServiceBusBroker : Broker
{
    private static int _names;

    private readonly StandInBroker _broker = new(FreePort());

    public string ConnectionString => _broker.ConnectionString;

    /// <inheritdoc/>
    public override string NewQueue() => NewQueue(new StandInOptions { MaxDeliveryCount = 6 });

    /// <summary>How often locks of a queue's sessions were renewed.</summary>
    public int Renewals(string queue) => _broker.Renewals(queue);

    public string NewQueue(StandInOptions options)
    {
        var name = $"test{Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture)}";
        _broker.Create(name, options);
        return name;
    }

    /// <inheritdoc/>
    public override ITransport Connect(string queue) => ServiceBusClients.Transport(ConnectionString, queue, Soon);

    /// <inheritdoc/>
    public override Task SendAsync(string queue, string key, byte[] body) => ServiceBusClients.SendAsync(ConnectionString, queue, key, body);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<(byte[] Body, string Reason)>> DeadLettersAsync(string queue, int count) =>
        ServiceBusClients.DeadLettersAsync(ConnectionString, queue, count);

    /// <inheritdoc/>
    public override void Kill() => throw new NotSupportedException("This process would end.");

    /// <inheritdoc/>
    public override void Start() => throw new NotSupportedException("It runs.");

    /// <inheritdoc/>
    public override void Dispose() => _broker.Dispose();

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The stand-in as a process of its own, with a journal.</summary>
internal sealed class ServiceBusProcess : Broker
{
    private const string Queue = "killed";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = ServiceBusBroker.FreePort();
    private Process? _process;
    private string _connectionString = "";

    public ServiceBusProcess() => Start();

    /// <inheritdoc/>
    public override string NewQueue() => Queue;

    /// <inheritdoc/>
    public override ITransport Connect(string queue) => ServiceBusClients.Transport(_connectionString, queue, Soon);

    /// <inheritdoc/>
    public override Task SendAsync(string queue, string key, byte[] body) => ServiceBusClients.SendAsync(_connectionString, queue, key, body);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<(byte[] Body, string Reason)>> DeadLettersAsync(string queue, int count) =>
        ServiceBusClients.DeadLettersAsync(_connectionString, queue, count);

    /// <inheritdoc/>
    public override void Kill()
    {
        ProgramProcess.Kill(_process!);
        _process!.Dispose();
    }

    /// <inheritdoc/>
    public override void Start()
    {
        string[] command =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Automation.ServiceBusStandIn.dll"), _port.ToString(CultureInfo.InvariantCulture),
            Path.Combine(_folder.Path, "journal"), Queue,
        ];
        var start = ProgramProcess.Begin(_folder.Path, command);
        (start.RedirectStandardError, start.StandardErrorEncoding, start.RedirectStandardInput) = (false, null, true);
        _process = Process.Start(start)!;
        _connectionString = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The stand-in did not start.");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Kill();
        _folder.Dispose();
    }
}

/// <summary>Clients of a namespace.</summary>
internal static class ServiceBusClients
{
    public static ITransport Transport(string connectionString, string queue, GivenBack givenBack, TimeProvider? clock = null) => new ServiceBusTransport(
        new QueueSettings { Transport = QueueTransport.ServiceBus, Address = connectionString, Name = queue },
        clock ?? TimeProvider.System,
        new LineLog<ServiceBusTransport>())
    { GivenBack = givenBack };

    public static async Task SendAsync(string connectionString, string queue, string key, byte[] body)
    {
        await using var client = new ServiceBusClient(connectionString);
        await client.CreateSender(queue).SendMessageAsync(new ServiceBusMessage(body) { SessionId = key });
    }

    public static async Task<IReadOnlyList<(byte[] Body, string Reason)>> DeadLettersAsync(string connectionString, string queue, int count)
    {
        await using var client = new ServiceBusClient(connectionString);
        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var found = new List<(byte[], string)>();
        while (found.Count < count)
        {
            var letter = await receiver.ReceiveMessageAsync(RunningServer.Patience).ShouldNotBeNullAsync();
            found.Add((letter.Body.ToArray(), $"{letter.DeadLetterReason}: {letter.DeadLetterErrorDescription}"));
            await receiver.CompleteMessageAsync(letter);
        }

        return found;
    }

    private static async Task<ServiceBusReceivedMessage> ShouldNotBeNullAsync(this Task<ServiceBusReceivedMessage> received)
    {
        var message = await received;
        message.ShouldNotBeNull();
        return message;
    }
}
