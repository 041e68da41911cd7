namespace Automation.Server.Ledger;

/// <summary>Something that waits for the writer.</summary>
internal abstract class LedgerWrite(long bytes, bool isDelivery)
{
    public long Bytes => bytes;

    public bool IsDelivery => isDelivery;

    public abstract void Run(LedgerConnection ledger);

    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class LedgerWrite<T>(Func<LedgerConnection, T> action, long bytes, bool isDelivery) : LedgerWrite(bytes, isDelivery)
{
    // Continuations run on other threads: the writer's thread is only for writing.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Run(LedgerConnection ledger) => _result = action(ledger);

    public override void Succeed() => _done.SetResult(_result!);

    public override void Fail(Exception exception) => _done.SetException(exception);
}
