using System.Globalization;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>The name that JavaScript gives a map's key.</summary>
internal static class KeyText
{
    // Lists and maps can be keys of one another, 64 deep: each with a copy of its whole text would fill the memory.
    private const int LongestText = 1_000;

    /// <summary><c>2.50</c> is <c>2.5</c>, <c>True</c> is <c>true</c>, null is empty; a list or map is the beginning of its own text.</summary>
    public static string Of(YamlNode key, string text) => key switch
    {
        YamlScalar { Type: YamlType.Null } => "",
        YamlScalar { Type: YamlType.Number } number => NumberText(number.Text),
        YamlScalar { Type: YamlType.Boolean } boolean => boolean.Text.ToLowerInvariant() is "true" or "yes" or "on" or "y" ? "true" : "false",
        YamlScalar scalar => scalar.Text,
        _ => text[key.Start..Math.Min(key.End, key.Start + LongestText)],
    };

    private static string NumberText(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hexadecimal))
        {
            return JavaScriptNumber.ToText(hexadecimal);
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return text.AsSpan(2).ToString() is { Length: <= 20 } octal ? JavaScriptNumber.ToText(Convert.ToUInt64(octal, 8)) : text;
        }

        return Digits.WithoutSign(text) switch
        {
            ".inf" or ".Inf" or ".INF" => text[0] == '-' ? "-Infinity" : "Infinity",
            ".nan" or ".NaN" or ".NAN" => "NaN",
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? JavaScriptNumber.ToText(value) : text,
        };
    }
}
