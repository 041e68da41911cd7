using System.Buffers;

namespace Automation.Yaml.Syntax;

/// <summary>The sets of characters that separate tokens.</summary>
/// <remarks>As in <c>yaml</c> 2.9, which accepts more characters in an anchor and in plain text than YAML 1.2 does.</remarks>
internal static class Characters
{
    /// <summary>The character after the end of a text.</summary>
    public const int None = -1;

    private static readonly SearchValues<char> Tag = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");

    /// <summary>Whether the character is the end, white space or a line break.</summary>
    public static bool IsSpace(int c) => c is None or ' ' or '\n' or '\r' or '\t';

    /// <summary>Whether the character ends plain text within brackets.</summary>
    public static bool IsBracketOrComma(int c) => c is ',' or '[' or ']' or '{' or '}';

    /// <summary>Whether the character ends the name of an anchor or alias.</summary>
    public static bool EndsName(int c) => IsSpace(c) || IsBracketOrComma(c);

    /// <summary>Whether the character may be part of a tag.</summary>
    public static bool IsInTag(int c) => c >= 0 && Tag.Contains((char)c);

    /// <summary>Whether there is a <c>---</c> or <c>...</c> at an offset, followed by white space or the end.</summary>
    public static bool IsMarker(string text, int at, int end) =>
        at + 2 < end && text[at] is '-' or '.' && text[at + 1] == text[at] && text[at + 2] == text[at] && IsSpace(at + 3 < end ? text[at + 3] : None);
}
