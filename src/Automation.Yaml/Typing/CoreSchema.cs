using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>The core schema of YAML 1.2 (chapter 10.3): <c>yes</c> and dates are text, <c>017</c> is seventeen.</summary>
internal static class CoreSchema
{
    public static YamlType TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlType.Boolean,
        _ when IsNumber(text) => YamlType.Number,
        _ => YamlType.String,
    };

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0o"))
        {
            return text.Length > 2 && text[2..].IndexOfAnyExceptInRange('0', '7') < 0;
        }

        if (text.StartsWith("0x"))
        {
            return text.Length > 2 && text[2..].IndexOfAnyExcept(Digits.Hexadecimal) < 0;
        }

        var unsigned = Digits.WithoutSign(text);
        return unsigned is ".inf" or ".Inf" or ".INF" || text is ".nan" or ".NaN" or ".NAN" || IsDecimal(unsigned);
    }

    // digits, digits. , .digits, digits.digits, each with an exponent or without
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var whole = Digits.Count(text);
        var rest = text[whole..];
        if (rest.StartsWith("."))
        {
            var fraction = Digits.Count(rest[1..]);
            if (whole + fraction == 0)
            {
                return false;
            }

            rest = rest[(1 + fraction)..];
        }
        else if (whole == 0)
        {
            return false;
        }

        return rest.IsEmpty || Digits.IsExponent(rest);
    }
}
