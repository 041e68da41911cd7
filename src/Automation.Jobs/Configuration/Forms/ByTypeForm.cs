using System.Diagnostics.CodeAnalysis;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>A value with several forms: as one word, as a list, as a map.</summary>
/// <param name="expected">The ways, for a message.</param>
/// <param name="ways">The form for each type of value.</param>
internal sealed class ByTypeForm<T>(string expected, params (YamlType Type, Form<T> Form)[] ways) : Form<T>
{
    public override bool TryRead(SettingNode node, T? inherited, [MaybeNullWhen(false)] out T value)
    {
        foreach (var (type, form) in ways)
        {
            if (type == node.Value.Type)
            {
                return form.TryRead(node, inherited, out value);
            }
        }

        node.ReportWrongType(expected);
        value = default;
        return false;
    }
}

/// <summary>A form whose result is turned into another.</summary>
internal sealed class TurnedForm<TFrom, T>(Form<TFrom> form, Func<TFrom, T?, T> turn) : Form<T>
{
    public override bool TryRead(SettingNode node, T? inherited, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!form.TryRead(node, default, out var read))
        {
            return false;
        }

        value = turn(read, inherited);
        return true;
    }
}
