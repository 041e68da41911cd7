using System.Diagnostics.CodeAnalysis;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>True or false.</summary>
internal sealed class SwitchForm : Form<bool>
{
    public override bool TryRead(SettingNode node, bool inherited, [MaybeNullWhen(false)] out bool value)
    {
        value = node.Value is YamlScalar { Type: YamlType.Boolean, Text: "true" or "True" or "TRUE" };
        if (node.Value.Type == YamlType.Boolean)
        {
            return true;
        }

        node.ReportWrongType("true or false");
        return false;
    }
}
