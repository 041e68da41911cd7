using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>
/// One process works on a ledger: at its start it treats all running items as abandoned. The system releases the lock whenever the process ends.
/// </summary>
internal sealed class WorkerLock : IDisposable
{
    private const string FileName = "worker.lock";

    private readonly FileStream _file;

    public WorkerLock(LedgerDatabase database)
    {
        var path = Path.Combine(database.Folder, FileName);
        try
        {
            _file = OwnersOnly.OpenExclusively(path);
        }
        catch (IOException e)
        {
            throw new LedgerException(
                $"Another automation-server worker uses {database.Folder}: stop it, or start this one with --role intake or another --data.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
