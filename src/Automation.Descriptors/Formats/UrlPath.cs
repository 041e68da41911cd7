using System.Text;

namespace Automation.Descriptors.Formats;

/// <summary>Paths of URLs: dot segments and escapes.</summary>
internal static class UrlPath
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A path as the URL would be written: <c>.</c> and <c>..</c> resolved, spaces and non-ASCII characters escaped.</summary>
    /// <param name="path">The path as written.</param>
    /// <param name="isSpecial">Whether <c>\</c> is also a separator and the path always begins with <c>/</c>.</param>
    /// <param name="before">The segments that a relative path continues.</param>
    public static string Resolve(string path, bool isSpecial, IEnumerable<string> before)
    {
        if (path.Length == 0 && !isSpecial)
        {
            return "";
        }

        var result = before.ToList();
        var rest = path is ['/', ..] || (isSpecial && path is ['\\', ..]) ? path[1..] : path;
        var segments = isSpecial ? rest.Split('/', '\\') : rest.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            switch (segments[i].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase))
            {
                case "..":
                    if (result.Count > 0)
                    {
                        result.RemoveAt(result.Count - 1);
                    }

                    Close(result, isLast);
                    break;
                case ".":
                    Close(result, isLast);
                    break;
                default:
                    result.Add(Escape(segments[i]));
                    break;
            }
        }

        return "/" + string.Join('/', result);
    }

    /// <summary>The text with escapes decoded, as <c>decodeURIComponent</c> does; null if that would throw.</summary>
    public static string? Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1));
                i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 1 : 0;
            }
            else if (i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                return null;
            }
        }

        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static void Close(List<string> segments, bool isLast)
    {
        if (isLast)
        {
            segments.Add("");
        }
    }

    private static string Escape(string segment)
    {
        if (segment.All(c => c is > ' ' and < '\u007f'))
        {
            return segment;
        }

        var result = new StringBuilder(segment.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(segment))
        {
            _ = b is > (byte)' ' and < 0x7f
                ? result.Append((char)b)
                : result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }
}
