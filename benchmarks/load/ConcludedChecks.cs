using Automation.Fleet;

namespace Automation.Load;

/// <summary>Reads when check runs were concluded, each only once.</summary>
internal sealed class ConcludedChecks(RunningFleet fleet)
{
    private int _read;

    /// <summary>From the planned time of the delivery that announced a head to its first concluded check run, for all heads that have one.</summary>
    public async Task<Latencies> OfAsync(OpenLoop loop, CancellationToken cancellationToken)
    {
        var completions = await fleet.GitHub.CompletionsAsync(_read, cancellationToken);
        _read = completions.Next;
        return new Latencies(completions.Runs
            .Where(c => loop.Heads.ContainsKey(c.HeadSha))
            .GroupBy(c => c.HeadSha)
            .Select(g => (g.Min(c => c.At) - loop.Heads[g.Key]).TotalMilliseconds));
    }
}
