
namespace Automation.Load;

/// <summary>Latencies in milliseconds, sorted.</summary>
internal sealed class Latencies(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double Max => _sorted.Length == 0 ? 0 : _sorted[^1];

    /// <summary>The value that so many of a hundred do not exceed (nearest rank).</summary>
    public double At(double percent) => _sorted.Length == 0 ? 0 : _sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * _sorted.Length) - 1)];

    public override string ToString() =>
        $"{At(50):0} / {At(90):0} / {At(99):0} / {Max:0}";
}

/// <summary>What a step measured.</summary>
/// <param name="Rate">What people did in a second, as planned.</param>
/// <param name="Deliveries">How many deliveries were accepted.</param>
/// <param name="Seconds">How long the step lasted, from its first planned act to its last.</param>
/// <param name="Drained">How many seconds later everything was done; null if it was not within the limit.</param>
/// <param name="Accepts">From the planned time of a delivery to its 202.</param>
/// <param name="Checks">From the planned time of a delivery to the concluded check run of its head.</param>
/// <param name="Unchecked">How many heads got no check run of their own: a newer one came first, or the pull request was closed.</param>
/// <param name="Failed">How often a delivery was refused or not answered.</param>
/// <param name="From">When it began, in seconds of the measurement.</param>
/// <param name="To">When it ended.</param>
internal sealed record StepResult(
    int Rate, int Deliveries, double Seconds, double? Drained, Latencies Accepts, Latencies Checks, int Unchecked, int Failed, double From, double To)
{
    private const double LongestDrain = 10;

    /// <summary>The deliveries in a second.</summary>
    public double PerSecond => Deliveries / Seconds;

    /// <summary>Whether the server keeps up: what is left is done soon after the last act.</summary>
    public bool KeepsUp => Drained <= LongestDrain;
}
