using System.Diagnostics.CodeAnalysis;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>A list; it replaces the one that was inherited.</summary>
internal sealed class ListForm<T>(Form<T> item) : Form<IReadOnlyList<T>>
{
    private const int MostItems = 1_000;

    public override bool TryRead(SettingNode node, IReadOnlyList<T>? inherited, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node.Value is not YamlSequence list)
        {
            node.ReportWrongType("a list");
            return false;
        }

        if (list.Items.Count > MostItems)
        {
            node.Report(
                ConfigurationRules.WrongValue,
                $"{node.Name} holds {list.Items.Count:N0} items, and at most {MostItems:N0} are allowed. Use patterns, or shorten it.");
            return false;
        }

        var items = new List<T>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (item.TryRead(node.Item(list.Items[i], i), default, out var read))
            {
                items.Add(read);
            }
        }

        value = items;
        return true;
    }
}
