using System.Diagnostics.CodeAnalysis;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>Text that is not blank.</summary>
/// <param name="expected">What the text is, as in messages: <c>a path pattern</c>.</param>
/// <param name="make">Parses it, or reports a problem and returns null.</param>
internal sealed class TextForm<T>(string expected, Func<SettingNode, string, T?> make) : Form<T>
    where T : class
{
    private const int LongestText = 1_024;

    public override bool TryRead(SettingNode node, T? inherited, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (node.Value is not YamlScalar { Type: YamlType.String } scalar)
        {
            node.ReportWrongType($"text, {expected}");
        }
        else if (string.IsNullOrWhiteSpace(scalar.Text) || scalar.Text.Length > LongestText)
        {
            node.Report(ConfigurationRules.WrongValue, $"{node.Name} must be {expected}, with 1 to {LongestText:N0} characters and not only spaces.");
        }
        else
        {
            value = make(node, scalar.Text);
        }

        return value is not null;
    }
}
