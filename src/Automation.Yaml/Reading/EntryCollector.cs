using Automation.Yaml.Nodes;
using Automation.Yaml.Typing;

namespace Automation.Yaml.Reading;

/// <summary>Collects a map's entries: equal keys are a problem, and YAML 1.1 merge keys are merged.</summary>
internal sealed class EntryCollector(YamlVersion version, List<YamlProblem> problems)
{
    private const string MergeKey = "<<";

    // A prototype: JavaScript does not show it among the fields of an object.
    private const string Prototype = "__proto__";
    private const int ScanUpTo = 12;

    private readonly List<YamlEntry> _written = [];
    private readonly List<YamlEntry> _merged = [];
    private Dictionary<string, YamlNode>? _keys;
    private HashSet<string>? _names;
    private bool _hidesSome;

    /// <summary>How many keys there are so far, merged ones not counted.</summary>
    public int Count => _written.Count;

    /// <summary>The entries; merged ones follow the others.</summary>
    public IReadOnlyList<YamlEntry> Entries => _hidesSome || _merged.Count > 0 ? Visible() : _written;

    /// <param name="key">The node of the name.</param>
    /// <param name="name">The name in JavaScript.</param>
    /// <param name="tag">The tag of the name, or null: <c>!!merge</c> is a merge in any version.</param>
    public void Add(YamlNode key, string name, YamlNode value, string? tag)
    {
        if (tag == Typing.Tags.Merge || (version != YamlVersion.Core12 && tag is null && key is YamlScalar { Style: YamlScalarStyle.Plain, Text: MergeKey }))
        {
            Merge(value);
            return;
        }

        if (FindTwin(key, name) is { } twin)
        {
            problems.Add(new YamlProblem(
                YamlProblemKind.DuplicateKey,
                $"The key '{SyntaxAdvice.Short(name)}' is used twice in this map; keys must be unique. Remove one of them.",
                key.Start,
                key.End)
            { Related = (twin.Start, twin.End) });
            return;
        }

        _hidesSome |= name == Prototype;
        _written.Add(new YamlEntry(name, key, value));
        AddTyped(key, name);
        _names?.Add(name);
    }

    // Most maps are small and are searched; those of hostile files can have 25,000 keys.
    private YamlNode? FindTwin(YamlNode key, string name)
    {
        // NaN is not equal to itself, but it is one field.
        if (key is YamlScalar { Type: YamlType.Number } number && double.IsNaN(number.Number))
        {
            _hidesSome = true;
            return null;
        }

        if (_written.Count > ScanUpTo)
        {
            return FindTwinAmongMany(key, name);
        }

        foreach (var entry in _written)
        {
            if (entry.Key == name)
            {
                if (CanBeTwin(key) && CanBeTwin(entry.Name) && entry.Name.Type == key.Type)
                {
                    return entry.Name;
                }

                _hidesSome = true;
            }
        }

        return null;
    }

    private YamlNode? FindTwinAmongMany(YamlNode key, string name)
    {
        if (_keys is null || _names is null)
        {
            _keys = [];
            _names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in _written)
            {
                AddTyped(entry.Name, entry.Key);
                _names.Add(entry.Key);
            }
        }

        if (CanBeTwin(key) && _keys.TryGetValue(Typed(key, name), out var twin))
        {
            return twin;
        }

        _hidesSome |= _names.Contains(name);
        return null;
    }

    // 1 and "1" are two keys in YAML and one field in JavaScript: the later one wins. Of merged keys, the first one wins.
    private List<YamlEntry> Visible()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var visible = _written.AsEnumerable().Reverse().Where(e => !IsPrototype(e) && names.Add(e.Key)).Reverse().ToList();
        visible.AddRange(_merged.Where(e => names.Add(e.Key)));
        return visible;
    }

    // JavaScript ignores a text or number as a prototype; the field then remains a normal one.
    private static bool IsPrototype(YamlEntry entry) => entry.Key == Prototype && entry.Value is not YamlScalar;

    private void Merge(YamlNode value)
    {
        foreach (var source in value is YamlSequence { Items: var items } ? items : [value])
        {
            if (source is not YamlMapping mapping)
            {
                problems.Add(new YamlProblem(
                    YamlProblemKind.BadMerge, "The value of a merge key '<<' must be a map, an alias of one, or a list of these.", source.Start, source.End));
                return;
            }

            _merged.AddRange(mapping.Entries);
        }
    }

    private void AddTyped(YamlNode key, string name)
    {
        if (CanBeTwin(key))
        {
            _keys?.TryAdd(Typed(key, name), key);
        }
    }

    // An alias is a different key from the text of its value; the later one wins.
    private static bool CanBeTwin(YamlNode key) => key is YamlScalar { IsAlias: false };

    // 1 and "1" are two keys.
    private static string Typed(YamlNode key, string name) => $"{(int)key.Type}{name}";
}
