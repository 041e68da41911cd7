using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>One process works on a ledger: at its start it treats all running items as abandoned.</summary>
internal sealed class WorkerLock(LedgerDatabase database) : IDisposable
{
    private readonly IDisposable _held = database.Engine.TryHoldWorker(database.Folder)
        ?? throw new LedgerException($"Another automation-server worker uses {database.Location}: stop it, or start this one with --role intake.");

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
