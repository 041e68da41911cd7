using System.Diagnostics;

namespace Automation.Fleet.Brokers;

/// <summary>The stand-in for Azure Service Bus as a process, whose journal survives that it is killed. It ends with this process.</summary>
internal sealed class ServiceBusProcess(string folder) : IBroker
{
    private const string Queue = "automation";

    private Process? _process;

    public int Port { get; } = FreePort.Next();

    public IReadOnlyDictionary<string, string> SettingsAt(int port) => new Dictionary<string, string>
    {
        ["Queue__Transport"] = "servicebus",
        ["Queue__Name"] = Queue,
        ["Queue__Address"] =
            $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=stand-in;SharedAccessKey=c3RhbmQtaW4ta2V5;UseDevelopmentEmulator=true;",
    };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string[] command = [.. Programs.ServiceBus, $"{Port}", Path.Combine(folder, "servicebus-journal"), Queue];
        _process = Process.Start(
            new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder })!;
        if (await _process.StandardOutput.ReadLineAsync(cancellationToken) is null)
        {
            throw new FleetException("The stand-in for Service Bus does not start.");
        }
    }

    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            Kill();
        }
    }
}
