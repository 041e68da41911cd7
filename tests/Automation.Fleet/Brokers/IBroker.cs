namespace Automation.Fleet.Brokers;

/// <summary>A broker as a process of its own, which carries work between servers. What it had confirmed survives that it is killed.</summary>
public interface IBroker : IDisposable
{
    /// <summary>The port on this machine.</summary>
    int Port { get; }

    /// <summary>The settings of a server that reaches it through a port.</summary>
    IReadOnlyDictionary<string, string> SettingsAt(int port);

    /// <summary>Starts it, again after it was killed; returns once it accepts connections.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>As <c>kill -9</c> does.</summary>
    void Kill();
}
