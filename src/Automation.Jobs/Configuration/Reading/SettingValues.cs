using System.Globalization;
using Automation.Core.Text;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Reading;

/// <summary>Reads values of a configuration file; one that cannot be read is reported and becomes null.</summary>
internal static class SettingValues
{
    private const int LongestText = 1_024;
    private const int MostItems = 1_000;

    /// <summary>Text that is not blank.</summary>
    /// <param name="expected">What the text is, as in messages: <c>a path pattern</c>.</param>
    /// <param name="parse">Parses it, or reports a problem and returns null.</param>
    public static T? Text<T>(this SettingNode node, string expected, Func<SettingNode, string, T?> parse)
        where T : class
    {
        if (node.Value is not YamlScalar { Type: YamlType.String } scalar)
        {
            return node.WrongType<T>($"text, {expected}");
        }

        if (string.IsNullOrWhiteSpace(scalar.Text) || scalar.Text.Length > LongestText)
        {
            node.Report(ConfigurationRules.WrongValue, $"{node.Name} must be {expected}, with 1 to {LongestText:N0} characters and not only spaces.");
            return null;
        }

        return parse(node, scalar.Text);
    }

    /// <summary>Any text that is not blank.</summary>
    public static string? Text(this SettingNode node, string expected) => node.Text(expected, (_, text) => text);

    /// <summary>A whole number within bounds, both inclusive.</summary>
    public static int? Number(this SettingNode node, int least, int most)
    {
        if (node.Value is not YamlScalar { Type: YamlType.Number } number)
        {
            node.ReportWrongType("a whole number");
            return null;
        }

        if (int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        node.Report(ConfigurationRules.WrongValue, $"{node.Name} must be a whole number from {least:N0} to {most:N0}.");
        return null;
    }

    /// <summary>True or false.</summary>
    public static bool? Switch(this SettingNode node)
    {
        if (node.Value.Type == YamlType.Boolean)
        {
            return node.Value is YamlScalar { Text: "true" or "True" or "TRUE" };
        }

        node.ReportWrongType("true or false");
        return null;
    }

    /// <summary>One of the words of an enumeration.</summary>
    public static T? Word<T>(this SettingNode node)
        where T : struct, Enum
    {
        if (node.Value is not YamlScalar { Type: YamlType.String } scalar)
        {
            node.ReportWrongType(EnumWords<T>.Expected);
            return null;
        }

        if (EnumWords<T>.Values.TryGetValue(scalar.Text, out var value))
        {
            return value;
        }

        var better = DidYouMean.Closest(scalar.Text, EnumWords<T>.Values.Keys);
        node.Report(
            ConfigurationRules.WrongValue,
            $"{node.Name} must be {EnumWords<T>.Expected}, not {Quoted.Of(scalar.Text)}.",
            WordFix.For(node.Problems.Source, node.Value, better));
        return null;
    }

    /// <summary>A list; items that cannot be read are left out.</summary>
    public static IReadOnlyList<T>? List<T>(this SettingNode node, Func<SettingNode, T?> item)
        where T : class
    {
        if (node.Value is not YamlSequence list)
        {
            return node.WrongType<IReadOnlyList<T>>("a list");
        }

        if (list.Items.Count > MostItems)
        {
            node.Report(
                ConfigurationRules.WrongValue,
                $"{node.Name} has {list.Items.Count:N0} items, but at most {MostItems:N0} are allowed. Use patterns, or shorten it.");
            return null;
        }

        return [.. list.Items.Select((value, i) => item(node.Item(value, i))).OfType<T>()];
    }

    /// <summary>A list with at least one item; without one it could be read as everything, or as nothing.</summary>
    public static IReadOnlyList<T>? Some<T>(this SettingNode node, Func<SettingNode, T?> item)
        where T : class
    {
        if (node.Value is YamlSequence { Items.Count: 0 })
        {
            node.Report(ConfigurationRules.WrongValue, $"{node.Name} is an empty list. Add an item, or remove the key to allow everything.");
            return null;
        }

        return node.List(item);
    }

    /// <summary>A map whose keys the user chooses, merged with the inherited one; values that cannot be read are left out.</summary>
    public static IReadOnlyDictionary<string, T>? Map<T>(
        this SettingNode node, IReadOnlyDictionary<string, T> inherited, StringComparer names, Func<SettingNode, T?> value)
        where T : class
    {
        if (node.Value is not YamlMapping mapping)
        {
            return node.WrongType<IReadOnlyDictionary<string, T>>("a map");
        }

        var entries = new Dictionary<string, T>(inherited, names);
        foreach (var entry in mapping.Entries)
        {
            if (value(node.Of(entry)) is { } read)
            {
                entries[entry.Key] = read;
            }
        }

        return entries;
    }
}
