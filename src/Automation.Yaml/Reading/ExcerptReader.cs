namespace Automation.Yaml.Reading;

/// <summary>Reads an excerpt without copying it first.</summary>
internal sealed class ExcerptReader(Excerpt excerpt) : TextReader
{
    private int _before;
    private int _at = excerpt.Start;
    private int _next;

    public override int Peek()
    {
        Skip();
        return _before < excerpt.Before.Length ? excerpt.Before[_before] : _at < excerpt.End ? excerpt.Text[_at] : -1;
    }

    public override int Read()
    {
        Skip();
        return _before < excerpt.Before.Length ? excerpt.Before[_before++] : _at < excerpt.End ? excerpt.Text[_at++] : -1;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_before < excerpt.Before.Length)
        {
            return Copy(excerpt.Before, ref _before, excerpt.Before.Length, buffer);
        }

        Skip();
        return Copy(excerpt.Text, ref _at, _next < excerpt.Without.Count ? excerpt.Without[_next].Start : excerpt.End, buffer);
    }

    private static int Copy(string text, ref int at, int end, Span<char> buffer)
    {
        var length = Math.Min(buffer.Length, end - at);
        text.AsSpan(at, length).CopyTo(buffer);
        at += length;
        return length;
    }

    private void Skip()
    {
        while (_next < excerpt.Without.Count && _at == excerpt.Without[_next].Start)
        {
            _at = excerpt.Without[_next++].End;
        }
    }
}
