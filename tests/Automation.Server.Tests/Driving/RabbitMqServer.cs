using System.Globalization;
using Automation.Fleet.Brokers;

namespace Automation.Server.Tests.Driving;

/// <summary>A real RabbitMQ, as tests need it.</summary>
internal sealed class RabbitMqServer : IDisposable
{
    public const string Absent = RabbitMqProcess.Absent;

    private static readonly Lazy<RabbitMqServer> ForAll = new(() => new RabbitMqServer());

    private readonly RabbitMqProcess _process = new(folder: null);
    private int _names;

    /// <summary>Starts one of its own, for a test that kills it.</summary>
    public RabbitMqServer() => Start();

    /// <summary>The one that tests share, each with names of its own.</summary>
    public static RabbitMqServer Shared => ForAll.Value;

    public static bool IsInstalled => RabbitMqProcess.IsInstalled;

    public string ConnectionString => _process.SettingsAt(_process.Port)["Queue__Address"];

    /// <summary>A name for queues that no other test uses.</summary>
    public string NewName() => $"test{Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>kill -9 of the broker; what it had confirmed is on the disk.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Starts it, again after it was killed; returns when it accepts connections.</summary>
    public void Start() => _process.StartAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Stops it in order and starts it again: what it has just declared survives a kill only after that.</summary>
    public Task RestartAsync() => _process.RestartAsync(CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
