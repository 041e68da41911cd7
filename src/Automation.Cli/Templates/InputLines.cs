using Automation.Cli.Hosting;

namespace Automation.Cli.Templates;

/// <summary>The lines of standard input, as bytes without their line ends.</summary>
internal sealed class InputLines(Terminal terminal)
{
    /// <summary>The longest line: a template of the largest size, with every character escaped.</summary>
    private const int LongestLine = 32 * 1024 * 1024;

    private readonly byte[] _piece = new byte[64 * 1024];
    private byte[] _arrived = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The number of the last line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether no further line has arrived yet.</summary>
    public bool IsDrained => !_arrived.AsSpan(_start, _end - _start).Contains((byte)'\n');

    /// <summary>The next line; null after the last.</summary>
    /// <exception cref="UsageException">The line is too long.</exception>
    public byte[]? Next()
    {
        var length = 0;
        while (!_isAtEnd && !LineEndFrom(ref length))
        {
            Fill();
        }

        LineEndFrom(ref length);
        var isLast = _start + length == _end;
        if (isLast && length == 0)
        {
            return null;
        }

        Number++;
        var line = _arrived.AsSpan(_start, length);
        _start += length + (isLast ? 0 : 1);
        return (line is [.., (byte)'\r'] ? line[..^1] : line).ToArray();
    }

    // Whether a line end has arrived; the length is that of the line, or of what has been searched in vain.
    private bool LineEndFrom(ref int length)
    {
        var found = _arrived.AsSpan(_start + length, _end - _start - length).IndexOf((byte)'\n');
        length = found < 0 ? _end - _start : length + found;
        return found >= 0;
    }

    private void Fill()
    {
        var length = terminal.ReadInput(_piece);
        _isAtEnd = length == 0;
        if (_end - _start + length > LongestLine)
        {
            throw new UsageException($"Line {Number + 1} of standard input has more than {LongestLine:N0} bytes.");
        }

        if (_end + length > _arrived.Length)
        {
            // What has been read makes space; more space is made by doubling, so that a long line is not copied for each piece.
            var rest = _arrived.AsSpan(_start, _end - _start);
            var target = rest.Length + length > _arrived.Length / 2 ? new byte[_arrived.Length * 2] : _arrived;
            rest.CopyTo(target);
            (_arrived, _start, _end) = (target, 0, rest.Length);
        }

        _piece.AsSpan(0, length).CopyTo(_arrived.AsSpan(_end));
        _end += length;
    }
}
