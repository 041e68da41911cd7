namespace Automation.Server.Hosting;

/// <summary>Waits for the start of the server.</summary>
internal static class Started
{
    /// <summary>Returns once the server has started; before that, it may not listen yet.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }
}
