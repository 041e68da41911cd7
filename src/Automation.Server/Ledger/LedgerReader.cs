namespace Automation.Server.Ledger;

/// <summary>Reads the ledger beside the writer, as it is after the last transaction.</summary>
internal sealed class LedgerReader(LedgerDatabase database) : IDisposable
{
    private readonly Lock _one = new();
    private LedgerConnection? _ledger;
    private bool _isDisposed;

    public T Read<T>(Func<LedgerConnection, T> read)
    {
        lock (_one)
        {
            // Opening creates what is missing: a read after the end, such as by a metric, would create a deleted folder again.
            ObjectDisposedException.ThrowIf(_isDisposed, this);
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
            _isDisposed = true;
        }
    }
}
