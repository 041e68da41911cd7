namespace Automation.Yaml.Nodes;

/// <summary>A single value: text, a number, a boolean, null or bytes.</summary>
public sealed class YamlScalar : YamlNode
{
    /// <summary>Creates a scalar that is not in a file, or replaces something in it.</summary>
    public YamlScalar(string text, YamlType type, YamlScalarStyle style, int start, int end)
        : base(type, start, end)
    {
        Text = text;
        Style = style;
    }

    /// <summary>The characters of the value, escapes and folding resolved: <c>017</c> for the number 17.</summary>
    public string Text { get; }

    public YamlScalarStyle Style { get; }

    /// <summary>The value of a number; not a number for anything else.</summary>
    public double Number { get; init; } = double.NaN;

    /// <inheritdoc/>
    public override bool IsFalsy => Type switch
    {
        YamlType.Null => true,
        YamlType.String => Text.Length == 0,
        YamlType.Boolean => Text is "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF",
        YamlType.Number => Number is 0 or double.NaN,
        _ => false,
    };

    internal override YamlNode At(int start, int end, Anchor alias) =>
        new YamlScalar(Text, Type, Style, start, end) { Alias = alias, Number = Number, IsStandIn = IsStandIn };
}

public enum YamlScalarStyle : byte
{
    /// <summary>Without quotes.</summary>
    Plain,

    SingleQuoted,

    DoubleQuoted,

    /// <summary>A block after <c>|</c> or <c>&gt;</c>.</summary>
    Block,
}
