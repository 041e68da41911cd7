using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>The core schema of YAML 1.2 (chapter 10.3): <c>yes</c> and dates are text, <c>017</c> is seventeen.</summary>
internal static class CoreSchema
{
    public static YamlType TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlType.Boolean,
        _ when IsInteger(text) || IsFloat(text) => YamlType.Number,
        _ => YamlType.String,
    };

    /// <summary><c>17</c>, <c>-017</c>, <c>0o17</c>, <c>0x1f</c>.</summary>
    public static bool IsInteger(ReadOnlySpan<char> text)
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
        return !unsigned.IsEmpty && Digits.Count(unsigned) == unsigned.Length;
    }

    /// <summary><c>1.</c>, <c>.5</c>, <c>1.5</c>, <c>1e3</c>, <c>.inf</c>, <c>.nan</c>.</summary>
    public static bool IsFloat(ReadOnlySpan<char> text)
    {
        var unsigned = Digits.WithoutSign(text);
        if (Digits.IsInfinity(unsigned) || Digits.IsNotANumber(text))
        {
            return true;
        }

        var whole = Digits.Count(unsigned);
        var rest = unsigned[whole..];
        var hasPoint = rest.StartsWith(".");
        if (hasPoint)
        {
            var fraction = Digits.Count(rest[1..]);
            if (whole + fraction == 0)
            {
                return false;
            }

            rest = rest[(1 + fraction)..];
        }

        return hasPoint ? rest.IsEmpty || Digits.IsExponent(rest) : whole > 0 && Digits.IsExponent(rest);
    }
}
