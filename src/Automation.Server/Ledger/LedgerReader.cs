namespace Automation.Server.Ledger;

/// <summary>Reads the ledger in parallel with the writer, as of the last transaction.</summary>
internal sealed class LedgerReader(LedgerDatabase database) : IDisposable
{
    private readonly Lock _one = new();
    private LedgerConnection? _ledger;
    private bool _isDisposed;

    public T Read<T>(Func<LedgerConnection, T> read)
    {
        lock (_one)
        {
            // Opening creates missing files: a read after the shutdown, such as for a metric, would create a deleted folder again.
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
