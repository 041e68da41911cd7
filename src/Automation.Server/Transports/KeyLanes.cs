namespace Automation.Server.Transports;

/// <summary>Runs work at most so many at a time, and work of one key one after another, in the order of its arrival.</summary>
internal sealed class KeyLanes(int atOnce) : IDisposable
{
    private readonly Lock _changes = new();
    private readonly SemaphoreSlim _slots = new(atOnce);
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Adds work to the lane of its key; the task ends when it was settled.</summary>
    /// <param name="run">Takes one of the slots while it runs.</param>
    /// <param name="settle">Follows without a slot; the next of the key waits for it.</param>
    public Task RunAsync<T>(string key, Func<Task<T>> run, Func<T, Task> settle)
    {
        lock (_changes)
        {
            var mine = AfterAsync(_last.GetValueOrDefault(key, Task.CompletedTask), run, settle);
            _last[key] = mine;
            return EndAsync(key, mine);
        }
    }

    /// <summary>Ends when nothing runs or waits.</summary>
    public async Task EndedAsync()
    {
        Task[] last;
        lock (_changes)
        {
            last = [.. _last.Values];
        }

        // The caller of RunAsync reports a failure.
        await Task.WhenAll(last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task AfterAsync<T>(Task before, Func<Task<T>> run, Func<T, Task> settle)
    {
        // What was before it reports its own failure.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await _slots.WaitAsync();
        T result;
        try
        {
            result = await run();
        }
        finally
        {
            _slots.Release();
        }

        await settle(result);
    }

    private async Task EndAsync(string key, Task mine)
    {
        try
        {
            await mine;
        }
        finally
        {
            lock (_changes)
            {
                if (_last.GetValueOrDefault(key) == mine)
                {
                    _last.Remove(key);
                }
            }
        }
    }
}
