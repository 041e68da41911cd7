using System.Diagnostics;
using Automation.SimulatedTime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Runs in the process of a server, before its own program (<c>DOTNET_STARTUP_HOOKS</c>), and exchanges the one clock that its services get. The server is
/// the published one of any version: what it announces when it builds its host is what test hosts of ASP.NET use as well.
/// </summary>
#pragma warning disable CA1050 // The runtime looks for it without a namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SharedClock.FileVariable)))
        {
            DiagnosticListener.AllListeners.Subscribe(new Listeners());
        }
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(new Hosts());
            }
        }

        public void OnCompleted()
        {
            // There is nothing to end.
        }

        public void OnError(Exception error)
        {
            // It reports none.
        }
    }

    private sealed class Hosts : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilding", Value: IHostBuilder host })
            {
                host.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(SimulatedTimeProvider.FromEnvironment()!)));
            }
        }

        public void OnCompleted()
        {
            // There is nothing to end.
        }

        public void OnError(Exception error)
        {
            // It reports none.
        }
    }
}
