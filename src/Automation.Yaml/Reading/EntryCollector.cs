using Automation.Yaml.Nodes;

namespace Automation.Yaml.Reading;

/// <summary>Collects a map's entries: equal keys are a problem, and YAML 1.1 merge keys are merged.</summary>
internal sealed class EntryCollector(YamlVersion version, List<YamlProblem> problems)
{
    private const string MergeKey = "<<";

    // What JavaScript does not show: an object that is another's prototype is not one of its fields.
    private const string Prototype = "__proto__";
    private const int ScanUpTo = 12;

    private readonly List<YamlEntry> _entries = [];
    private readonly List<YamlNode> _keys = [];
    private readonly List<YamlEntry> _merged = [];
    private HashSet<(YamlType, string)>? _known;

    /// <summary>The entries, merged ones after those written out.</summary>
    public IReadOnlyList<YamlEntry> Entries
    {
        get
        {
            foreach (var entry in _merged.Where(m => _entries.TrueForAll(e => e.Key != m.Key)).ToList())
            {
                _entries.Add(entry);
            }

            return _entries;
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The node of the name.</param>
    /// <param name="name">The name as JavaScript has it.</param>
    /// <param name="value">The value.</param>
    /// <param name="tag">The tag of the name, or null: <c>!!merge</c> asks for a merge in any version.</param>
    public void Add(YamlNode key, string name, YamlNode value, string? tag)
    {
        if (tag == Typing.Tags.Merge || (version == YamlVersion.Yaml11 && key is YamlScalar { Style: YamlScalarStyle.Plain, Text: MergeKey }))
        {
            Merge(value);
            return;
        }

        if (FindTwin(key, name) is { } twin)
        {
            problems.Add(new YamlProblem(
                YamlProblemKind.DuplicateKey,
                $"The key '{Short(name)}' stands twice in this map; keys must be unique. Remove one of them.",
                key.Start,
                key.End)
            { Related = (twin.Start, twin.End) });
            return;
        }

        _keys.Add(key);
        _known?.Add((key.Type, name));
        if (name == Prototype && value is not YamlScalar)
        {
            return;
        }

        // 1 and "1" are two keys for YAML and one field for JavaScript: the later one wins.
        var same = _entries.FindIndex(e => e.Key == name);
        if (same >= 0)
        {
            _entries.RemoveAt(same);
        }

        _entries.Add(new YamlEntry(name, key, value));
    }

    private YamlNode? FindTwin(YamlNode key, string name)
    {
        // Not a number is not equal to itself.
        if (key is not YamlScalar scalar || (scalar.Type == YamlType.Number && double.IsNaN(scalar.Number)))
        {
            return null;
        }

        if (_keys.Count > ScanUpTo)
        {
            _known ??= [.. _keys.OfType<YamlScalar>().Select(k => (k.Type, NameOf(k)))];
            if (!_known.Contains((scalar.Type, name)))
            {
                return null;
            }
        }

        return _keys.Find(k => k is YamlScalar && k.Type == scalar.Type && NameOf(k) == name);
    }

    private static string NameOf(YamlNode key) => Typing.KeyText.Of(key, "");

    private void Merge(YamlNode value)
    {
        foreach (var source in value is YamlSequence { Items: var items } ? items : [value])
        {
            if (source is not YamlMapping mapping)
            {
                problems.Add(new YamlProblem(YamlProblemKind.BadMerge, "A merge key '<<' takes a map, an alias of one, or a list of these.", source.Start, source.End));
                return;
            }

            _merged.AddRange(mapping.Entries.Where(e => _merged.TrueForAll(m => m.Key != e.Key)));
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
