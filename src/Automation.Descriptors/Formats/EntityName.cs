namespace Automation.Descriptors.Formats;

/// <summary>
/// The names Backstage accepts, each 1-63 characters, ASCII only (specs, descriptors §5). Checked without regular expressions, because .NET's
/// <c>$</c> also matches before a final line break.
/// </summary>
public static class EntityName
{
    /// <summary>The longest name, namespace, tag, label value or key suffix.</summary>
    public const int Longest = 63;

    /// <summary>The longest prefix of a key or apiVersion.</summary>
    public const int LongestPrefix = 253;

    /// <summary>A name, label value or key suffix: letters, digits, <c>-</c>, <c>_</c>, <c>.</c>, with a letter or digit at both ends.</summary>
    public static bool IsName(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= Longest
            && char.IsAsciiLetterOrDigit(text[0])
            && char.IsAsciiLetterOrDigit(text[^1])
            && All(text, c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>A namespace or a part of a prefix: lower-case letters and digits, <c>-</c> between them.</summary>
    public static bool IsDnsLabel(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= Longest && IsLowerOrDigit(text[0]) && IsLowerOrDigit(text[^1]) && All(text, c => IsLowerOrDigit(c) || c == '-');

    /// <summary>A prefix: DNS labels with dots between them, at most 253 characters.</summary>
    public static bool IsDnsSubdomain(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestPrefix)
        {
            return false;
        }

        foreach (var label in text.Split('.'))
        {
            if (!IsDnsLabel(text[label]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A kind: letters and digits, a letter first.</summary>
    public static bool IsKind(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= Longest && char.IsAsciiLetter(text[0]) && All(text, char.IsAsciiLetterOrDigit);

    /// <summary>A tag: lower-case letters, digits, <c>:</c>, <c>+</c>, <c>#</c>, with single <c>-</c> between them.</summary>
    public static bool IsTag(ReadOnlySpan<char> text) =>
        text.Length is >= 1 and <= Longest && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal)
        && All(text, c => IsLowerOrDigit(c) || c is ':' or '+' or '#' or '-');

    /// <summary>An apiVersion: <c>suffix</c> or <c>prefix/suffix</c>, the suffix of letters and digits.</summary>
    public static bool IsApiVersion(ReadOnlySpan<char> text) =>
        IsPrefixed(text, suffix => suffix.Length is >= 1 and <= Longest && All(suffix, char.IsAsciiLetterOrDigit));

    /// <summary>A label's or annotation's key: <c>name</c> or <c>prefix/name</c>.</summary>
    public static bool IsKey(ReadOnlySpan<char> text) => IsPrefixed(text, IsName);

    private static bool IsPrefixed(ReadOnlySpan<char> text, SpanTest isSuffix)
    {
        var slash = text.IndexOf('/');
        return slash < 0 ? isSuffix(text) : IsDnsSubdomain(text[..slash]) && isSuffix(text[(slash + 1)..]);
    }

    private delegate bool SpanTest(ReadOnlySpan<char> text);

    private static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static bool All(ReadOnlySpan<char> text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (!test(c))
            {
                return false;
            }
        }

        return true;
    }
}
