using System.Collections.Concurrent;

namespace Automation.GitHub.Access;

/// <summary>
/// What this process last saw or wrote on GitHub, place by place. Some reads are served by a delayed replica; a caller that relied on one could write
/// something a second time, or keep something that should be removed. A read that differs from the known state is repeated, and accepted after a
/// while, because others write, too.
/// </summary>
internal sealed class LatestSeen(TimeProvider clock)
{
    private const int Reads = 6;
    private const int MostPlaces = 20_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <summary>Records what a place has to show.</summary>
    public void Expect(string place, string state)
    {
        if (_places.Count >= MostPlaces)
        {
            // Without an entry, a stale read cannot be recognised.
            _places.Clear();
        }

        _places[place] = state;
    }

    /// <summary>Whether a place was read or written before.</summary>
    public bool Knows(string place) => _places.ContainsKey(place);

    /// <summary>Reads a place until it shows the known state.</summary>
    /// <param name="state">A short form of what it shows.</param>
    public async Task<T> ReadAsync<T>(string place, Func<Task<T>> read, Func<T, string> state, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = await read();
            var shown = state(found);
            if (attempt == Reads || !_places.TryGetValue(place, out var known) || known == shown)
            {
                Expect(place, shown);
                return found;
            }

            await Task.Delay(FirstPause * attempt, clock, cancellationToken);
        }
    }
}
