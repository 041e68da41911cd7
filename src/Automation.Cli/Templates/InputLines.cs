using Automation.Cli.Hosting;

namespace Automation.Cli.Templates;

/// <summary>The lines of standard input, as bytes without their line ends.</summary>
internal sealed class InputLines(Terminal terminal)
{
    /// <summary>The longest line: a template of the largest size, with every character escaped.</summary>
    private const int LongestLine = 32 * 1024 * 1024;

    private readonly byte[] _piece = new byte[64 * 1024];
    private byte[] _arrived = [];
    private int _start;
    private bool _isAtEnd;

    /// <summary>The number of the last line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether no further line has arrived yet.</summary>
    public bool IsDrained => !Rest.Contains((byte)'\n');

    private ReadOnlySpan<byte> Rest => _arrived.AsSpan(_start);

    /// <summary>The next line; null after the last.</summary>
    /// <exception cref="UsageException">The line is too long.</exception>
    public byte[]? Next()
    {
        int end;
        while ((end = Rest.IndexOf((byte)'\n')) < 0 && !_isAtEnd)
        {
            Fill();
        }

        var line = end < 0 ? Rest : Rest[..end];
        if (end < 0 && line.Length == 0)
        {
            return null;
        }

        Number++;
        _start += end < 0 ? line.Length : end + 1;
        return (line is [.., (byte)'\r'] ? line[..^1] : line).ToArray();
    }

    private void Fill()
    {
        var length = terminal.ReadInput(_piece);
        _isAtEnd = length == 0;
        _arrived = [.. Rest, .. _piece.AsSpan(0, length)];
        _start = 0;
        if (_arrived.Length > LongestLine)
        {
            throw new UsageException($"Line {Number + 1} of standard input has more than {LongestLine:N0} bytes.");
        }
    }
}
