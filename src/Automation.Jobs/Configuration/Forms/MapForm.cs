using System.Diagnostics.CodeAnalysis;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>A map with names of the user's choice; it is merged with the one that was inherited.</summary>
/// <param name="value">What its values are.</param>
/// <param name="names">How its names are compared.</param>
/// <param name="checkName">Reports problems of a name; whether to keep the entry.</param>
internal sealed class MapForm<T>(Form<T> value, StringComparer names, Func<SettingNode, bool> checkName) : Form<IReadOnlyDictionary<string, T>>
{
    public override bool TryRead(SettingNode node, IReadOnlyDictionary<string, T>? inherited, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> result)
    {
        result = null;
        if (node.Value is not YamlMapping mapping)
        {
            node.ReportWrongType("a map");
            return false;
        }

        var entries = new Dictionary<string, T>(inherited ?? new Dictionary<string, T>(), names);
        foreach (var entry in mapping.Entries)
        {
            var field = node.Of(entry);
            if (checkName(field) && value.TryRead(field, entries.GetValueOrDefault(entry.Key), out var read))
            {
                entries[entry.Key] = read;
            }
        }

        result = entries;
        return true;
    }
}
