using Automation.Owners.Naming;

namespace Automation.Jobs.Ownership;

/// <summary>A set of owners. Two sets are equal if they have the same names, in any order and letter case.</summary>
/// <param name="All">The owners in the order they are written, each once.</param>
internal sealed record OwnerSet(IReadOnlyList<Owner> All)
{
    private const int MostNamed = 5;

    public static OwnerSet Nobody { get; } = Of([]);

    /// <summary>The key for comparison. Names contain no spaces.</summary>
    public string Key { get; } = string.Join(' ', All.Select(o => o.Text.ToLowerInvariant()).Order(StringComparer.Ordinal));

    /// <summary>The names as they are written.</summary>
    public IReadOnlyList<string> Names { get; } = [.. All.Select(o => o.Text)];

    public static OwnerSet Of(IEnumerable<Owner> owners) => new([.. owners.DistinctBy(o => o.Text, Owner.Comparer)]);

    /// <inheritdoc/>
    public bool Equals(OwnerSet? other) => other is not null && other.Key == Key;

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The owners as messages name them: <c>@a and @b</c>.</summary>
    public override string ToString() => Names.Count switch
    {
        0 => "no one",
        1 => Names[0],
        <= MostNamed => $"{string.Join(", ", Names.SkipLast(1))} and {Names[^1]}",
        _ => $"{string.Join(", ", Names.Take(MostNamed))} and {Names.Count - MostNamed:N0} more",
    };
}
