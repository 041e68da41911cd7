using Automation.Server.Ledger;

namespace Automation.Server.Operations;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: it can store deliveries, and is not on its way down.</summary>
internal sealed class Health(LedgerWriter ledger, Lifecycle lifecycle)
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

        try
        {
            await ledger.RunAsync(connection => connection.Execute("UPDATE work SET id = id WHERE id = -1"), aborted).WaitAsync(Patience, aborted);
            return null;
        }
        catch (Exception e) when (e is Microsoft.Data.Sqlite.SqliteException or TimeoutException)
        {
            return "the ledger cannot be written";
        }
    }
}
