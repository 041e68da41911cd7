using System.Text;

namespace Automation.Cli.Mcp;

/// <summary>Output of a command, of which only a beginning is kept if it is long.</summary>
/// <param name="limit">The most characters that are kept.</param>
internal sealed class BoundedText(int limit) : TextWriter
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Whether something was left out.</summary>
    public bool IsCut { get; private set; }

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        var room = limit - _text.Length;
        IsCut |= buffer.Length > room;
        _text.Append(buffer[..Math.Min(room, buffer.Length)]);
    }

    /// <summary>What was written; if something was left out, up to the last whole line.</summary>
    public override string ToString()
    {
        var text = _text.ToString();
        return IsCut && text.LastIndexOf('\n') is > 0 and var end ? text[..(end + 1)] : text;
    }
}
