using System.Globalization;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>A whole number within bounds.</summary>
/// <param name="least">The smallest it may be.</param>
/// <param name="most">The largest it may be.</param>
internal sealed class NumberForm(int least, int most) : Form<int>
{
    public override bool TryRead(SettingNode node, int inherited, out int value)
    {
        value = 0;
        if (node.Value is not YamlScalar { Type: YamlType.Number } number)
        {
            node.ReportWrongType("a whole number");
            return false;
        }

        if (int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
        {
            return true;
        }

        node.Report(ConfigurationRules.WrongValue, $"{node.Name} must be a whole number from {least:N0} to {most:N0}.");
        return false;
    }
}
