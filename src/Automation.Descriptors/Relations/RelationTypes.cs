namespace Automation.Descriptors.Relations;

/// <summary>The inverse of each relation type, for those in the table and those from the configuration.</summary>
/// <param name="extra">Types that configuration adds, each with its inverse.</param>
public sealed class RelationTypes(IReadOnlyDictionary<string, string> extra)
{
    private static readonly Dictionary<string, string> BuiltIn = Pairs();

    /// <summary>Whether Backstage has a type of that name.</summary>
    public static bool IsBuiltIn(string type) => BuiltIn.ContainsKey(type);

    /// <summary>The inverse of a type; null if it is unknown.</summary>
    public string? InverseOf(string type) => BuiltIn.GetValueOrDefault(type) ?? extra.GetValueOrDefault(type);

    private static Dictionary<string, string> Pairs()
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in ReferenceField.All)
        {
            pairs.TryAdd(field.Outgoing, field.Incoming);
            pairs.TryAdd(field.Incoming, field.Outgoing);
        }

        return pairs;
    }
}
