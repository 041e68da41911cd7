using System.Data.Common;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Operations;

/// <summary><c>/healthz</c>: the process is running. <c>/readyz</c>: it can store deliveries, and is not stopping.</summary>
internal sealed class Health(LedgerDatabase database, LedgerWriter ledger, Lifecycle lifecycle)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Task AliveAsync(HttpContext context) => context.Response.WriteAsync("alive\n");

    public async Task ReadyAsync(HttpContext context)
    {
        var problem = await ProblemAsync(context.RequestAborted);
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync((problem ?? "ready") + "\n", context.RequestAborted);
    }

    private async Task<string?> ProblemAsync(CancellationToken aborted)
    {
        if (lifecycle.IsStopping)
        {
            return "stopping";
        }

        if (database.Engine.FreeBytes() is < IntakeLimits.MostBytes and var left)
        {
            return $"the disk of the ledger has {left} bytes left, less than one delivery can need";
        }

        try
        {
            // After a failure, a small write may succeed although a delivery would not, so this writes the size that failed.
            var bytes = Math.Max(1, ledger.FailedBytes);
            await ledger.RunAsync(connection => Readiness.Write(connection, bytes), bytes, aborted).WaitAsync(Patience, aborted);
            await ledger.RunAsync(Readiness.Clear, aborted).WaitAsync(Patience, aborted);
            return null;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            return "the ledger cannot be written";
        }
    }
}

/// <summary>Whether the server is stopping: then it starts no new work, and is not ready.</summary>
internal sealed class Lifecycle(IHostApplicationLifetime lifetime)
{
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;
}
