namespace Automation.Server.Ledger;

/// <summary>Reads the ledger beside the writer, as it is after the last transaction.</summary>
internal sealed class LedgerReader(LedgerDatabase database) : IDisposable
{
    private readonly Lock _one = new();
    private LedgerConnection? _ledger;

    public T Read<T>(Func<LedgerConnection, T> read)
    {
        lock (_one)
        {
            return read(_ledger ??= database.Open());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_one)
        {
            _ledger?.Dispose();
            _ledger = null;
        }
    }
}
