namespace Automation.Owners.Reading;

/// <summary>The words of a line, by the offsets where they begin and end in the file.</summary>
internal ref struct Words(ReadOnlySpan<char> text, int start, int end)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at = start;

    public (int Start, int End) Current { get; private set; }

    /// <summary>Moves to the pattern: up to the first space, or a '#' that begins a comment, without a backslash before it.</summary>
    public bool MoveToPattern(bool hashEnds)
    {
        SkipBlanks();
        var first = _at;
        while (_at < end && !IsBlank(_text[_at]) && !(hashEnds && _text[_at] == '#'))
        {
            _at += _text[_at] == '\\' && _at + 1 < end ? 2 : 1;
        }

        Current = (first, _at);
        return _at > first;
    }

    /// <summary>Moves to the next owner; a comment ends the line.</summary>
    public bool MoveToOwner(bool hashEnds)
    {
        SkipBlanks();
        var first = _at;
        while (_at < end && !IsBlank(_text[_at]) && !(hashEnds && _text[_at] == '#'))
        {
            _at++;
        }

        Current = (first, _at);
        return _at > first;
    }

    private void SkipBlanks()
    {
        while (_at < end && IsBlank(_text[_at]))
        {
            _at++;
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
