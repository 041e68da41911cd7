using Automation.Core.Findings;

namespace Automation.Catalog.References;

/// <summary>Counts what was not checked, by reason.</summary>
internal sealed class Unchecked
{
    private const string Room = "reference";

    private readonly List<(string One, string Many, string Why)> _reasons = [];
    private readonly Dictionary<(string, string), int> _counts = [];

    /// <summary>Counts one more.</summary>
    /// <param name="one">What it is, for one.</param>
    /// <param name="many">What they are, for several.</param>
    /// <param name="why">Why it was not checked and what would change that.</param>
    public void Add(string one, string many, string why)
    {
        if (!_counts.TryGetValue((many, why), out var count))
        {
            _reasons.Add((one, many, why));
        }

        _counts[(many, why)] = count + 1;
    }

    public IReadOnlyList<NotChecked> All => [.. _reasons.Select(Of)];

    private NotChecked Of((string One, string Many, string Why) reason)
    {
        var count = _counts[(reason.Many, reason.Why)];
        return new NotChecked(count == 1 ? $"1 {reason.One}" : $"{count:N0} {reason.Many}", reason.Why) { Room = Room };
    }
}
