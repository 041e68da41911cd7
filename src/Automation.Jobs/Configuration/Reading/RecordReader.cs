using Automation.Core.Text;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Reading;

/// <summary>Reads a map with known keys, which are a record's properties in kebab case.</summary>
/// <param name="initial">The record that keys are applied to if nothing was inherited.</param>
internal sealed class RecordReader<T>(T initial)
    where T : class
{
    private readonly OrderedDictionary<string, Func<T, SettingNode, T>> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<(string Key, string Meaning)> Required { get; init; } = [];

    /// <summary>The names of its keys.</summary>
    public IReadOnlyList<string> Names => _keys.Keys;

    /// <summary>Declares a key, and how its value changes the record.</summary>
    public Func<T, SettingNode, T> this[string key]
    {
        set => _keys.Add(key, value);
    }

    /// <summary>Reads a value over the inherited one; null if it is not a map or lacks a required key, which is reported.</summary>
    public T? Read(SettingNode node, T? inherited = null)
    {
        if (node.Value is not YamlMapping mapping)
        {
            return node.WrongType<T>("a map");
        }

        var record = inherited ?? initial;
        foreach (var entry in mapping.Entries)
        {
            if (_keys.TryGetValue(entry.Key, out var set))
            {
                record = set(record, node.Of(entry));
            }
            else
            {
                ReportUnknown(node.Of(entry), mapping);
            }
        }

        var missing = Required.Where(r => !mapping.TryGet(r.Key, out _)).ToList();
        foreach (var (key, meaning) in missing)
        {
            node.Report(ConfigurationRules.MissingKey, $"{node.Name} has no '{key}'. Add it: {meaning}.");
        }

        return missing.Count == 0 ? record : null;
    }

    private void ReportUnknown(SettingNode field, YamlMapping mapping)
    {
        var better = DidYouMean.Closest(field.Entry!.Key, Names);
        var advice = better is null ? $"The keys here are {string.Join(", ", Names.Select(n => $"'{n}'"))}." : $"Did you mean '{better}'?";
        var fix = better is null || mapping.TryGet(better, out _) ? null : WordFix.For(field.Problems.Source, field.Entry.Name, better);
        var whose = field.Pointer.Parent is { Parent: not null } parent ? $"'{parent.ToPath()}'" : "the configuration";
        field.ReportName(ConfigurationRules.UnknownKey, $"{Quoted.Of(field.Entry.Key)} is not a key of {whose}. {advice}", fix);
    }
}
