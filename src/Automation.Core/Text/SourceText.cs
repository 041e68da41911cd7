using System.Text;

namespace Automation.Core.Text;

/// <summary>The text of one file with the map from offsets to lines. Immutable.</summary>
/// <remarks>
/// Bytes are read as Backstage reads them: UTF-8, a leading byte order mark dropped, invalid bytes replaced by U+FFFD
/// (specs, descriptors §1). Lines end with LF or CRLF; a lone CR is an ordinary character.
/// </remarks>
public sealed class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly int[] _lineStarts;

    private SourceText(string path, string content, bool hasByteOrderMark, bool isExact)
    {
        Path = path;
        Content = content;
        HasByteOrderMark = hasByteOrderMark;
        IsExact = isExact;
        _lineStarts = FindLineStarts(content);
    }

    /// <summary>The file's path for display, with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>The characters of the file, without a leading byte order mark.</summary>
    public string Content { get; }

    /// <summary>Whether the file began with a byte order mark.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>Whether encoding <see cref="Content"/> reproduces the file's bytes. Only such a file may be edited.</summary>
    public bool IsExact { get; }

    /// <summary>How many lines the text has; at least one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>Reads <paramref name="bytes"/> as UTF-8.</summary>
    public static SourceText Decode(string path, ReadOnlySpan<byte> bytes)
    {
        var hasMark = bytes.StartsWith(Encoding.UTF8.Preamble);
        var body = hasMark ? bytes[3..] : bytes;
        var content = Encoding.UTF8.GetString(body);
        var isExact = !content.Contains('\uFFFD') || RoundTrips(body);
        return new SourceText(path, content, hasMark, isExact);
    }

    /// <summary>A text that is already decoded.</summary>
    public static SourceText Of(string path, string content) => new(path, content, hasByteOrderMark: false, isExact: true);

    /// <summary>The same file with its secrets covered up, for display; positions stay the same.</summary>
    public SourceText Covered() =>
        SecretShape.Cover(Content) is var covered && ReferenceEquals(covered, Content) ? this : new SourceText(Path, covered, HasByteOrderMark, isExact: false);

    /// <summary>Encodes this file with other content, its byte order mark kept.</summary>
    public byte[] Encode(string content) =>
        HasByteOrderMark ? [.. Encoding.UTF8.Preamble, .. Strict.GetBytes(content)] : Strict.GetBytes(content);

    /// <summary>The position of the character at <paramref name="offset"/>; an offset beyond the end is the end.</summary>
    public SourcePosition PositionAt(int offset)
    {
        offset = Math.Clamp(offset, 0, Content.Length);
        var line = Array.BinarySearch(_lineStarts, offset);
        line = line < 0 ? ~line - 1 : line;
        return new SourcePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    public SourceSpan SpanBetween(int start, int end) => new(PositionAt(start), PositionAt(Math.Max(start, end)));

    /// <summary>The offset of a position; a position beyond the text is clamped to it.</summary>
    public int OffsetOf(SourcePosition position)
    {
        if (position.Line < 1)
        {
            return 0;
        }

        if (position.Line > _lineStarts.Length)
        {
            return Content.Length;
        }

        var start = _lineStarts[position.Line - 1];
        return Math.Clamp(start + position.Column - 1, start, Content.Length);
    }

    /// <summary>The text of a line, counted from 1, without its line break; empty beyond the last.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        if (line < 1 || line > _lineStarts.Length)
        {
            return [];
        }

        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] : Content.Length;
        var text = Content.AsSpan(start, end - start);
        return text.EndsWith("\r\n") ? text[..^2] : text.EndsWith("\n") ? text[..^1] : text;
    }

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int>(1 + (content.Length / 32)) { 0 };
        for (var at = content.IndexOf('\n'); at >= 0;)
        {
            starts.Add(at + 1);
            var next = content.AsSpan(at + 1).IndexOf('\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return [.. starts];
    }

    private static bool RoundTrips(ReadOnlySpan<byte> body)
    {
        try
        {
            _ = Strict.GetCharCount(body);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
