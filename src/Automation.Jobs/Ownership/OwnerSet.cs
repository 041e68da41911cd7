using Automation.Owners.Naming;

namespace Automation.Jobs.Ownership;

/// <summary>Some owners. Two sets are the same where they hold the same names, in whatever order and case.</summary>
/// <param name="Names">The names as they are written first, each once.</param>
internal sealed record OwnerSet(IReadOnlyList<string> Names)
{
    public static OwnerSet Nobody { get; } = Of([]);

    /// <summary>What tells sets apart. No name holds a blank.</summary>
    public string Key { get; } = string.Join(' ', Names.Select(n => n.ToLowerInvariant()).Order(StringComparer.Ordinal));

    public static OwnerSet Of(IEnumerable<Owner> owners) => new([.. owners.Select(o => o.Text).Distinct(Owner.Comparer)]);

    public bool Equals(OwnerSet? other) => other is not null && other.Key == Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
