using System.Text;
using Automation.Cli.Hosting;

namespace Automation.Cli.Inputs;

/// <summary>
/// The lines of a list of paths: UTF-8, LF or CRLF, a <c>./</c> in front left out. The list may be of any length: it is read through one
/// buffer, and a path lives until the next is read.
/// </summary>
/// <param name="read">Reads on into a buffer; 0 at the end.</param>
/// <param name="shown">What the list is called in messages.</param>
internal sealed class PathLines(Func<byte[], int> read, string shown)
{
    /// <summary>The longest line that is taken, in bytes.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] _piece = new byte[LongestLine];
    private readonly byte[] _bytes = new byte[2 * LongestLine];
    private readonly char[] _characters = new char[LongestLine];
    private int _start;
    private int _end;
    private long _number;
    private bool _isAtEnd;

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
        line = line is [.., (byte)'\r'] ? line[..^1] : line;
        line = _number == 0 && line.StartsWith(Encoding.UTF8.Preamble) ? line[3..] : line;
        if (line.Length > LongestLine)
        {
            throw TooLong();
        }

        _number++;

        _start = afterwards;
        path = PathExpansion.WithoutDot(_characters.AsSpan(0, Encoding.UTF8.GetChars(line, _characters)));
        return true;
    }

    // How many bytes the next line has, and where the line after it begins; -1 where there is none.
    private int NextLine(out int afterwards)
    {
        var searched = 0;
        while (true)
        {
            var lineFeed = _bytes.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                afterwards = _start + searched + lineFeed + 1;
                return searched + lineFeed;
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

    private UsageException TooLong() => new($"Line {_number + 1} of {shown} has more than {LongestLine:N0} bytes, and no path has: write one path a line.");
}
