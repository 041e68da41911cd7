namespace Automation.Owners.Patterns;

/// <summary>
/// A glob within one segment of a path. The parts before the first wildcard and after the last are stored separately, because they decide
/// nearly every comparison. Matching takes at most glob times segment steps and allocates nothing.
/// </summary>
public sealed class SegmentGlob
{
    private readonly GlobElement[] _middle;
    private readonly int _minLength;

    internal SegmentGlob(string text, GlobElement[] elements, int count)
    {
        Text = text;
        var head = 0;
        while (head < count && elements[head].Kind == GlobElementKind.Character)
        {
            head++;
        }

        var end = count;
        while (end > head && elements[end - 1].Kind == GlobElementKind.Character)
        {
            end--;
        }

        Head = TextOf(elements, 0, head);
        Tail = TextOf(elements, end, count);
        _middle = new GlobElement[end - head];
        Array.Copy(elements, head, _middle, 0, _middle.Length);
        Letters = LettersOf(Head) | LettersOf(Tail);
        _minLength = Head.Length + Tail.Length;
        foreach (var element in _middle)
        {
            Letters |= element.Kind == GlobElementKind.Character ? LetterOf(element.Character) : 0;
            _minLength += element.Kind == GlobElementKind.Run ? 0 : 1;
        }
    }

    public string Text { get; }

    /// <summary>The characters that a segment has to begin with.</summary>
    public string Head { get; }

    /// <summary>The characters that a segment has to end with.</summary>
    public string Tail { get; }

    /// <summary>The letters that a segment has to have, as <see cref="LettersOf"/> counts them.</summary>
    internal ulong Letters { get; }

    /// <summary>Which letters a text has, one bit for each sixty-fourth of them: a glob that needs another bit cannot match it.</summary>
    internal static ulong LettersOf(ReadOnlySpan<char> text)
    {
        var letters = 0UL;
        foreach (var c in text)
        {
            letters |= LetterOf(c);
        }

        return letters;
    }

    /// <summary>Whether it has no wildcard, so that <see cref="Head"/> is the whole glob.</summary>
    internal bool IsLiteral => _middle.Length == 0;

    /// <summary>Whether it is exactly <c>*</c>.</summary>
    internal bool IsAnything => IsOneRun && _minLength == 0;

    public bool Matches(ReadOnlySpan<char> segment) =>
        segment.Length >= _minLength
        && segment.StartsWith(Head, StringComparison.Ordinal)
        && segment.EndsWith(Tail, StringComparison.Ordinal)
        && (IsOneRun || MatchesMiddle(segment[Head.Length..^Tail.Length]));

    private bool IsOneRun => _middle is [{ Kind: GlobElementKind.Run }];

    internal GlobElement[] Elements() => [.. Head.Select(GlobElement.Of), .. _middle, .. Tail.Select(GlobElement.Of)];

    // Greedy with one backtracking point: on a mismatch only the last run must match one more character.
    private bool MatchesMiddle(ReadOnlySpan<char> text)
    {
        var (element, at, runElement, runAt) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (element < _middle.Length && _middle[element].Kind == GlobElementKind.Run)
            {
                (runElement, runAt) = (element++, at);
            }
            else if (element < _middle.Length && Step(_middle[element], text[at..]) is > 0 and var taken)
            {
                element++;
                at += taken;
            }
            else if (runElement >= 0)
            {
                element = runElement + 1;
                at = ++runAt;
            }
            else
            {
                return false;
            }
        }

        while (element < _middle.Length && _middle[element].Kind == GlobElementKind.Run)
        {
            element++;
        }

        return element == _middle.Length;
    }

    // How many UTF-16 units the element matches; 0 if it does not match. A character is a code point.
    private static int Step(GlobElement element, ReadOnlySpan<char> text) => element.Kind switch
    {
        GlobElementKind.Character => element.Character == text[0] ? 1 : 0,
        GlobElementKind.Any => Width(text),
        _ => element.Set!.Contains(text[0]) ? Width(text) : 0,
    };

    private static int Width(ReadOnlySpan<char> text) => text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;

    private static ulong LetterOf(char c) => 1UL << (c & 63);

    private static string TextOf(GlobElement[] elements, int start, int end)
    {
        var text = new char[end - start];
        for (var i = start; i < end; i++)
        {
            text[i - start] = elements[i].Character;
        }

        return new string(text);
    }
}
