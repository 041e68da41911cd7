namespace Automation.Server.Operations;

/// <summary>Whether the server is on its way down: then it takes nothing new, and says so to whoever asks whether it is ready.</summary>
internal sealed class Lifecycle(IHostApplicationLifetime lifetime)
{
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;
}
