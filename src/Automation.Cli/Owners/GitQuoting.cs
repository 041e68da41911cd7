namespace Automation.Cli.Owners;

/// <summary>
/// Paths as git prints them: one with characters beyond ASCII (unless <c>core.quotePath</c> is off), with a control character, a quote or a backslash stands
/// between quotes, with the escapes of C (git-config, "core.quotePath"). A name that begins with a quote is itself quoted, so no path is misread.
/// </summary>
internal static class GitQuoting
{
    /// <summary>Removes the quotes and escapes; false if the line is not quoted as git does it.</summary>
    /// <param name="line">The line, as bytes: an escape is a byte of UTF-8.</param>
    /// <param name="path">The buffer for the path; it is never longer than the line.</param>
    /// <param name="length">How many bytes the path has.</param>
    public static bool TryUnquote(ReadOnlySpan<byte> line, Span<byte> path, out int length)
    {
        length = 0;
        if (line is not [(byte)'"', .. var rest, (byte)'"'])
        {
            return false;
        }

        while (rest.Length > 0)
        {
            if (rest[0] == '"' || !TryRead(rest, out var value, out var used))
            {
                return false;
            }

            path[length++] = value;
            rest = rest[used..];
        }

        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out byte value, out int used)
    {
        (value, used) = (text[0], 1);
        if (text[0] != '\\')
        {
            return true;
        }

        if (text.Length > 3 && IsOctal(text[1], most: '3') && IsOctal(text[2]) && IsOctal(text[3]))
        {
            (value, used) = ((byte)(((text[1] - '0') << 6) | ((text[2] - '0') << 3) | (text[3] - '0')), 4);
            return true;
        }

        used = 2;
        value = text.Length < 2 ? (byte)0 : text[1] switch
        {
            (byte)'a' => (byte)'\a',
            (byte)'b' => (byte)'\b',
            (byte)'t' => (byte)'\t',
            (byte)'n' => (byte)'\n',
            (byte)'v' => (byte)'\v',
            (byte)'f' => (byte)'\f',
            (byte)'r' => (byte)'\r',
            (byte)'"' or (byte)'\\' => text[1],
            _ => (byte)0,
        };
        return value != 0;
    }

    private static bool IsOctal(byte digit, char most = '7') => digit >= '0' && digit <= most;
}
