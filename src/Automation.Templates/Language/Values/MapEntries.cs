using System.Collections;
using System.Globalization;

namespace Automation.Templates.Language.Values;

/// <summary>The members of an object in JavaScript's order: keys that are array indexes first, by number; then the others, as they were added.</summary>
public sealed class MapEntries : IEnumerable<KeyValuePair<string, TemplateValue>>
{
    private readonly OrderedDictionary<string, TemplateValue> _members = new(StringComparer.Ordinal);
    private int _indexes;

    /// <summary>How many there are.</summary>
    public int Count => _members.Count;

    /// <summary>Their names.</summary>
    public IEnumerable<string> Keys => _members.Keys;

    /// <summary>Their values.</summary>
    public IEnumerable<TemplateValue> Values => _members.Values;

    /// <summary>The member of a name; undefined where there is none.</summary>
    public TemplateValue this[string key]
    {
        get => _members.GetValueOrDefault(key, TemplateValue.Undefined);
        set
        {
            if (_members.ContainsKey(key) || !IsIndex(key, out var number))
            {
                _members[key] = value;
            }
            else
            {
                _members.Insert(PlaceOf(number), key, value);
                _indexes++;
            }
        }
    }

    /// <summary>Whether there is a member of this name.</summary>
    public bool Contains(string key) => _members.ContainsKey(key);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TemplateValue>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsIndex(string key, out uint number)
    {
        number = 0;
        return key is [>= '0' and <= '9', ..] && (key.Length == 1 || key[0] != '0')
            && uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < uint.MaxValue;
    }

    private int PlaceOf(uint number)
    {
        var (low, high) = (0, _indexes);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = uint.Parse(_members.GetAt(middle).Key, CultureInfo.InvariantCulture) < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
