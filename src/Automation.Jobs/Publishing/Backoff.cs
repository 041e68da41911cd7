namespace Automation.Jobs.Publishing;

/// <summary>How long to wait after a lost race: longer each time, with a random part.</summary>
/// <param name="clock">Waits.</param>
/// <param name="random">The source of the random delays.</param>
public sealed class Backoff(TimeProvider clock, Random random)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Waits after the loss of a race.</summary>
    /// <param name="losses">How many were lost so far, this one included.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void Wait(int losses, CancellationToken cancellationToken)
    {
        var most = TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(losses, 16)));
        Task.Delay(random.NextDouble() * most, clock, cancellationToken).GetAwaiter().GetResult();
    }
}
