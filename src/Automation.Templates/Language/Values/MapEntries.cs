using System.Collections;
using System.Globalization;

namespace Automation.Templates.Language.Values;

/// <summary>The members of an object in JavaScript's order: keys that are array indexes first, by number; then the others, as they were added.</summary>
public sealed class MapEntries : IEnumerable<KeyValuePair<string, TemplateValue>>
{
    private readonly SortedDictionary<uint, TemplateValue> _indexes = [];
    private readonly OrderedDictionary<string, TemplateValue> _members = new(StringComparer.Ordinal);

    public int Count => _indexes.Count + _members.Count;

    public IEnumerable<string> Keys => this.Select(e => e.Key);

    public IReadOnlyCollection<TemplateValue> Values => [.. _indexes.Values, .. _members.Values];

    /// <summary>The member of a name; undefined where there is none.</summary>
    public TemplateValue this[string key]
    {
        get => IndexOf(key) is { } index
            ? _indexes.GetValueOrDefault(index, TemplateValue.Undefined)
            : _members.GetValueOrDefault(key, TemplateValue.Undefined);
        set
        {
            if (IndexOf(key) is { } index)
            {
                _indexes[index] = value;
            }
            else
            {
                _members[key] = value;
            }
        }
    }

    /// <summary>Whether there is a member of this name.</summary>
    public bool Contains(string key) => IndexOf(key) is { } index ? _indexes.ContainsKey(index) : _members.ContainsKey(key);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TemplateValue>> GetEnumerator() => _indexes
        .Select(e => KeyValuePair.Create(e.Key.ToString(CultureInfo.InvariantCulture), e.Value))
        .Concat(_members)
        .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static uint? IndexOf(string key) => key is "0" or [>= '1' and <= '9', ..]
        && uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < uint.MaxValue ? index : null;
}
