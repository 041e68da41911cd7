using System.Diagnostics.CodeAnalysis;

namespace Automation.Yaml.Nodes;

/// <summary>A map from unique names to values, in the order written.</summary>
public class YamlMapping : YamlNode
{
    /// <summary>Creates a map that is not in a file, or replaces something in it.</summary>
    public YamlMapping(IReadOnlyList<YamlEntry> entries, int start, int end)
        : this(YamlType.Mapping, entries, start, end)
    {
    }

    private protected YamlMapping(YamlType type, IReadOnlyList<YamlEntry> entries, int start, int end)
        : base(type, start, end)
    {
        Entries = entries;
    }

    public IReadOnlyList<YamlEntry> Entries { get; }

    /// <summary>The value of <paramref name="key"/>, or null if the map has no such name. A value that is null in YAML is a node.</summary>
    public YamlNode? this[string key] => TryGet(key, out var entry) ? entry.Value : null;

    /// <summary>Finds the entry named <paramref name="key"/>.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out YamlEntry? entry)
    {
        // Descriptors' maps are small: a scan is faster than building a dictionary for each.
        foreach (var candidate in Entries)
        {
            if (string.Equals(candidate.Key, key, StringComparison.Ordinal))
            {
                entry = candidate;
                return true;
            }
        }

        entry = null;
        return false;
    }

    internal override YamlNode At(int start, int end, Anchor alias) =>
        new YamlMapping(Entries, start, end) { Alias = alias, Weight = Weight };
}

/// <param name="Key">The name as JavaScript would see it: <c>2.50</c> is <c>2.5</c>, <c>true</c> is <c>true</c>, nothing is empty.</param>
/// <param name="Name">The node of the name.</param>
public sealed record YamlEntry(string Key, YamlNode Name, YamlNode Value);
