using Automation.Server.Ledger;

namespace Automation.Server.Work;

/// <summary>One process works on a ledger: at its start it takes everything that is said to run for abandoned. The system lets go of the lock however the process ends.</summary>
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
            throw new LedgerException($"Another automation-server works on {database.Folder}: stop it, or start this one with --role intake or another --data.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
