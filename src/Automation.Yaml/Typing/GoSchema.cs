using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>
/// The types of go-yaml 2 (resolve.go), as Kubernetes gets them: the booleans of YAML 1.1, numbers as <c>strconv</c> of Go reads them, underscores apart;
/// <c>12:30</c>, dates and a lone <c>.</c> are strings.
/// </summary>
internal static class GoSchema
{
    public static YamlType TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlType.Null,
        "Y" or "y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => YamlType.Boolean,
        "N" or "n" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => YamlType.Boolean,
        _ when IsNumber(text) => YamlType.Number,
        _ => YamlType.String,
    };

    public static bool IsInteger(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[text.Length];
        var unsigned = WithoutUnderscores(Digits.WithoutSign(text), digits);
        return unsigned switch
        {
            ['0', 'x' or 'X', .. { Length: > 0 } hexadecimal] => hexadecimal.IndexOfAnyExcept(Digits.Hexadecimal) < 0,
            ['0', 'o' or 'O', .. { Length: > 0 } octal] => octal.IndexOfAnyExceptInRange('0', '7') < 0,
            ['0', 'b' or 'B', .. { Length: > 0 } binary] => binary.IndexOfAnyExceptInRange('0', '1') < 0,
            _ => unsigned.Length > 0 && Digits.Count(unsigned) == unsigned.Length,
        };
    }

    /// <summary><c>1.</c>, <c>.5</c>, <c>1_000.5e3</c>, <c>.inf</c>.</summary>
    public static bool IsFloat(ReadOnlySpan<char> text)
    {
        if (Digits.IsInfinity(Digits.WithoutSign(text)) || Digits.IsNotANumber(text))
        {
            return true;
        }

        Span<char> digits = stackalloc char[text.Length];
        var unsigned = WithoutUnderscores(Digits.WithoutSign(text), digits);
        var whole = Digits.Count(unsigned);
        var rest = unsigned[whole..];
        var fraction = rest.StartsWith(".") ? Digits.Count(rest[1..]) : 0;
        rest = rest.StartsWith(".") ? rest[(1 + fraction)..] : rest;
        return whole + fraction > 0 && (rest.IsEmpty || Digits.IsExponent(rest));
    }

    // A long text is not a number, and the stack is small.
    private static bool IsNumber(string text) =>
        text.Length <= 100 && (char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.') && (IsInteger(text) || IsFloat(text));

    private static ReadOnlySpan<char> WithoutUnderscores(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (c != '_')
            {
                buffer[length++] = c;
            }
        }

        return buffer[..length];
    }
}
