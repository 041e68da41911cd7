using System.Globalization;
using System.Text.Unicode;

namespace Automation.Cli.Rpc;

/// <summary>
/// JSON in which every text is whole. Editors and agents can send half of a surrogate pair as an escape, which no .NET text can be written with: it becomes
/// U+FFFD, as decoders do.
/// </summary>
internal static class WholeText
{
    // \\uD83D
    private const int EscapeLength = 6;

    private static readonly byte[] Replacement = "fffd"u8.ToArray();

    /// <summary>The message; null if it is not UTF-8.</summary>
    public static ReadOnlyMemory<byte>? Of(ReadOnlyMemory<byte> json)
    {
        var source = json.Span;
        if (!Utf8.IsValid(source))
        {
            return null;
        }

        byte[]? copy = null;
        for (var i = 0; Next(source, i) is >= 0 and var at;)
        {
            if (Unit(source, at) is not { } unit)
            {
                i = at + 2;
            }
            else if (char.IsHighSurrogate(unit) && Unit(source, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
            {
                i = at + (2 * EscapeLength);
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    copy ??= json.ToArray();
                    Replacement.CopyTo(copy, at + 2);
                }

                i = at + EscapeLength;
            }
        }

        return copy ?? json;
    }

    private static int Next(ReadOnlySpan<byte> source, int from) =>
        from < source.Length && source[from..].IndexOf((byte)'\\') is >= 0 and var found ? from + found : -1;

    private static char? Unit(ReadOnlySpan<byte> source, int at) =>
        at + EscapeLength <= source.Length && source[at] == '\\' && source[at + 1] == 'u'
            && ushort.TryParse(source.Slice(at + 2, EscapeLength - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
