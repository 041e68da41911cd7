using Automation.Core.Findings;

namespace Automation.Descriptors.References;

/// <summary>Counts what was not checked, by reason.</summary>
public sealed class Unchecked
{
    private const string Room = "reference";

    private readonly List<Reason> _reasons = [];
    private readonly Dictionary<(string, string), int> _counts = [];

    /// <param name="one">The noun in the singular.</param>
    /// <param name="many">The noun in the plural.</param>
    /// <param name="why">The reason, and what to do about it.</param>
    /// <param name="lacksCatalog">Whether a catalog would change that.</param>
    public void Add(string one, string many, string why, bool lacksCatalog = false)
    {
        if (!_counts.TryGetValue((many, why), out var count))
        {
            _reasons.Add(new Reason(one, many, why, lacksCatalog));
        }

        _counts[(many, why)] = count + 1;
    }

    public IReadOnlyList<NotChecked> All => [.. _reasons.Select(Of)];

    private NotChecked Of(Reason reason)
    {
        var count = _counts[(reason.Many, reason.Why)];
        return new NotChecked(count == 1 ? $"1 {reason.One}" : $"{count:N0} {reason.Many}", reason.Why) { Room = Room, LacksCatalog = reason.LacksCatalog };
    }

    private sealed record Reason(string One, string Many, string Why, bool LacksCatalog);
}
