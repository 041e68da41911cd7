using System.Text;
using Automation.Server.Ledger;

namespace Automation.Server.Fleet;

/// <summary>
/// What a worker keeps on its machine: a file that it holds while it runs. The next holder of the file knows that the worker before it has ended, and takes
/// its work over at once. A ledger that is a file has one worker; a second one does not start.
/// </summary>
internal sealed class WorkerHome : IDisposable
{
    private const int MostInFolder = 64;
    private const int IdBytes = 32;

    private readonly FileStream _held;

    /// <exception cref="LedgerException">Another worker uses it.</exception>
    public WorkerHome(LedgerDatabase database)
    {
        OwnersOnly.CreateFolder(database.Folder);
        _held = Enumerable.Range(1, database.Engine.IsShared ? MostInFolder : 1).Select(n => TryHold(database.Folder, n)).OfType<FileStream>().FirstOrDefault()
            ?? throw new LedgerException($"Another automation-server worker uses {database.Location}: stop it, or start this one with --role intake.");
        Id = $"{Environment.MachineName}/{Read()}";
    }

    /// <summary>Names this place among all machines.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    // The system releases the lock whenever the process ends.
    private static FileStream? TryHold(string folder, int number)
    {
        try
        {
            return OwnersOnly.OpenExclusively(Path.Combine(folder, number == 1 ? "worker.lock" : $"worker-{number}.lock"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string Read()
    {
        var bytes = new byte[IdBytes];
        if (_held.ReadAtLeast(bytes, IdBytes, throwOnEndOfStream: false) < IdBytes)
        {
            bytes = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N"));
            _held.Position = 0;
            _held.Write(bytes);
            _held.Flush();
        }

        return Encoding.ASCII.GetString(bytes);
    }
}
