using System.Threading.Channels;

namespace Automation.Server.Work;

/// <summary>Wakes one waiter for work; a signal without a waiter is kept for the next wait.</summary>
internal sealed class WorkSignal
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _calls.Writer.TryWrite(true);

    /// <summary>Returns when called, or after a time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), timeout, atMost, Timeout.InfiniteTimeSpan);
        try
        {
            await _calls.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look anyway.
        }
    }
}
