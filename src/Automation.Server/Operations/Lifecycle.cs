namespace Automation.Server.Operations;

/// <summary>Whether the server is stopping: then it starts no new work, and is not ready.</summary>
internal sealed class Lifecycle(IHostApplicationLifetime lifetime)
{
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;
}
