using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>A map with known keys, which are a record's properties.</summary>
/// <param name="initial">The record that keys are set on if nothing was inherited.</param>
/// <param name="keys">Its keys.</param>
internal sealed class RecordForm<T>(T initial, params Key<T>[] keys) : Form<T>
    where T : class
{
    /// <summary>The names of its keys.</summary>
    public IEnumerable<string> Names => keys.Select(k => k.Name);

    public override bool TryRead(SettingNode node, T? inherited, [MaybeNullWhen(false)] out T value)
    {
        value = inherited ?? initial;
        if (node.Value is not YamlMapping mapping)
        {
            node.ReportWrongType("a map");
            return false;
        }

        foreach (var entry in mapping.Entries)
        {
            if (Array.Find(keys, k => k.Name == entry.Key) is { } key)
            {
                value = key.Read(node.Of(entry), value);
            }
            else
            {
                ReportUnknown(node.Of(entry), mapping);
            }
        }

        var missing = keys.Where(k => k.IsRequired && !mapping.TryGet(k.Name, out _)).ToList();
        foreach (var key in missing)
        {
            node.Report(ConfigurationRules.MissingKey, $"{node.Name} has no '{key.Name}'. Add it: {key.Meaning}.");
        }

        return missing.Count == 0;
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

/// <summary>A key of a record.</summary>
/// <param name="Name">The key as it is written: the property's name in kebab case.</param>
/// <param name="Read">Sets the property from the value.</param>
internal sealed record Key<TRecord>(string Name, Func<SettingNode, TRecord, TRecord> Read)
{
    /// <summary>Whether the record requires it.</summary>
    public bool IsRequired => Meaning.Length > 0;

    /// <summary>For a required key, its meaning.</summary>
    public string Meaning { get; init; } = "";
}

/// <summary>Makes keys.</summary>
internal static class Key
{
    /// <summary>A key that sets a property.</summary>
    public static Key<TRecord> Of<TRecord, T>(string property, Form<T> form, Func<TRecord, T?> get, Func<TRecord, T, TRecord> set, string required = "") =>
        new(
            JsonNamingPolicy.KebabCaseLower.ConvertName(property),
            (node, record) => form.TryRead(node, get(record), out var value) ? set(record, value) : record)
        {
            Meaning = required,
        };
}
