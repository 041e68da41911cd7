using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Reading;

/// <summary>A value of a configuration file, with its name and the path to it.</summary>
/// <param name="Entry">The entry it is the value of; null for a list item and for the root.</param>
/// <param name="Pointer">The path to it.</param>
/// <param name="Problems">Collects the problems.</param>
internal readonly record struct SettingNode(YamlNode Value, YamlEntry? Entry, JsonPointer Pointer, SettingProblems Problems)
{
    /// <summary>The value as messages name it.</summary>
    public string Name => Pointer.Parent is null ? "The configuration" : $"'{Pointer.ToPath()}'";

    public SettingNode Of(YamlEntry entry) => new(entry.Value, entry, Pointer.Field(entry.Key), Problems);

    public SettingNode Item(YamlNode item, int index) => new(item, null, Pointer.Item(index), Problems);

    /// <summary>Reports a problem of the value.</summary>
    public void Report(Rule rule, string message, Fix? fix = null)
    {
        var at = Entry is { } entry && (Value is not YamlScalar || Value.Start == Value.End) ? entry.Name : Value;
        Problems.Add(rule, at.Start, at.End, Pointer.ToString(), message, fix);
    }

    /// <summary>Reports a problem of the value's name.</summary>
    public void ReportName(Rule rule, string message, Fix? fix = null) =>
        Problems.Add(rule, Entry!.Name.Start, Entry.Name.End, Pointer.ToString(), message, fix);

    /// <summary>Reports that the value does not have the expected type, and returns nothing.</summary>
    public T? WrongType<T>(string expected)
        where T : class
    {
        ReportWrongType(expected);
        return null;
    }

    public void ReportWrongType(string expected)
    {
        var what = Value.Type switch
        {
            YamlType.Null => "null: give it a value, or remove it",
            YamlType.Boolean => "a boolean: put it in quotes if it is meant as text",
            YamlType.Number => "a number: put it in quotes if it is meant as text",
            YamlType.Sequence => "a list",
            YamlType.Mapping => "a map",
            YamlType.Binary => "binary data",
            _ => "text",
        };
        Report(ConfigurationRules.WrongType, $"{Name} must be {expected}, but is {what}.");
    }
}
