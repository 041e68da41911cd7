namespace Automation.Yaml.Reading;

/// <summary>Reads a stretch of a text without copying it first.</summary>
internal sealed class SliceReader(string text, int start, int end) : TextReader
{
    private int _at = start;

    public override int Peek() => _at < end ? text[_at] : -1;

    public override int Read() => _at < end ? text[_at++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        var length = Math.Min(count, end - _at);
        text.CopyTo(_at, buffer, index, length);
        _at += length;
        return length;
    }

    public override int Read(Span<char> buffer)
    {
        var length = Math.Min(buffer.Length, end - _at);
        text.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }
}
