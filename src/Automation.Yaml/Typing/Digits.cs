using System.Buffers;

namespace Automation.Yaml.Typing;

/// <summary>The parts of written numbers.</summary>
internal static class Digits
{
    public static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    public static readonly SearchValues<char> HexadecimalOrUnderscore = SearchValues.Create("0123456789abcdefABCDEF_");
    private static readonly SearchValues<char> DecimalOrUnderscore = SearchValues.Create("0123456789_");

    /// <summary>The number of decimal digits at the start of the text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>The number of digits and underscores at the start of the text.</summary>
    public static int CountWithUnderscores(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(DecimalOrUnderscore);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Whether the text without its sign is infinity.</summary>
    public static bool IsInfinity(ReadOnlySpan<char> text) => text is ".inf" or ".Inf" or ".INF";

    public static bool IsNotANumber(ReadOnlySpan<char> text) => text is ".nan" or ".NaN" or ".NAN";

    /// <summary>The text after a leading <c>+</c> or <c>-</c>.</summary>
    public static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;

    /// <summary>Whether the text is <c>e</c> or <c>E</c>, a sign or none, and digits.</summary>
    public static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('e' or 'E'))
        {
            return false;
        }

        var digits = WithoutSign(text[1..]);
        return digits.Length > 0 && Count(digits) == digits.Length;
    }
}
