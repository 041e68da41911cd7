using System.Text;
using Automation.Cli.Hosting;
using Automation.Cli.Options;

namespace Automation.Cli.Owners;

/// <summary>
/// The lines of a list of paths: UTF-8, LF or CRLF, without a leading <c>./</c>, and without git's quoting. A list with NUL characters is one
/// of <c>git ls-files -z</c>: they end the paths, and nothing is quoted. The list may have any length: it is read through one buffer, and a path is valid until
/// the next is read.
/// </summary>
/// <param name="read">Reads the next bytes into a buffer; 0 at the end.</param>
/// <param name="shown">The name of the list in messages.</param>
internal sealed class PathLines(Func<byte[], int> read, string shown)
{
    /// <summary>The longest accepted line, in bytes.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] _piece = new byte[LongestLine];
    private readonly byte[] _bytes = new byte[2 * LongestLine];
    private readonly byte[] _unquoted = new byte[LongestLine];
    private readonly char[] _characters = new char[LongestLine];
    private int _start;
    private int _end;
    private long _number;
    private bool _isAtEnd;
    private byte? _separator;

    /// <summary>The next path; false after the last.</summary>
    /// <exception cref="UsageException">A line is longer than any path.</exception>
    public bool Next(out ReadOnlySpan<char> path)
    {
        path = default;
        var length = NextLine(out var afterwards);
        if (length < 0)
        {
            return false;
        }

        var line = _bytes.AsSpan(_start, length);
        line = _separator != 0 && line is [.., (byte)'\r'] ? line[..^1] : line;
        line = _number == 0 && line.StartsWith(Encoding.UTF8.Preamble) ? line[3..] : line;
        if (line.Length > LongestLine)
        {
            throw TooLong();
        }

        _number++;
        _start = afterwards;
        if (_separator != 0 && GitQuoting.TryUnquote(line, _unquoted, out var unquoted))
        {
            line = _unquoted.AsSpan(0, unquoted);
        }

        path = PathExpansion.WithoutDot(_characters.AsSpan(0, Encoding.UTF8.GetChars(line, _characters)));
        return true;
    }

    // How many bytes the next line has, and where the line after it begins; -1 if there is none.
    private int NextLine(out int afterwards)
    {
        var searched = 0;
        while (true)
        {
            var unsearched = _bytes.AsSpan(_start + searched, _end - _start - searched);
            var end = _separator is { } separator ? unsearched.IndexOf(separator) : FirstEnd(unsearched);
            if (end >= 0)
            {
                afterwards = _start + searched + end + 1;
                return searched + end;
            }

            searched = _end - _start;
            if (_isAtEnd)
            {
                afterwards = _end;
                return searched > 0 ? searched : -1;
            }

            if (searched > LongestLine + 1)
            {
                throw TooLong();
            }

            Fill();
        }
    }

    // The terminator of the first path is that of all paths. A name can contain a line feed, but not NUL.
    private int FirstEnd(ReadOnlySpan<byte> unsearched)
    {
        if (unsearched.IndexOfAny((byte)0, (byte)'\n') < 0)
        {
            return -1;
        }

        _separator = unsearched.Contains((byte)0) ? (byte)0 : (byte)'\n';
        return unsearched.IndexOf(_separator.Value);
    }

    private void Fill()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        var room = _bytes.Length - _end;
        var piece = room < _piece.Length ? new byte[room] : _piece;
        var length = read(piece);
        piece.AsSpan(0, length).CopyTo(_bytes.AsSpan(_end));
        _end += length;
        _isAtEnd = length == 0;
    }

    private UsageException TooLong() =>
        new($"Line {_number + 1} of {shown} has more than {LongestLine:N0} bytes, more than any path: write one path per line.");
}
