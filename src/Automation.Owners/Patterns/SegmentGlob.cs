namespace Automation.Owners.Patterns;

/// <summary>
/// A glob within one segment of a path. What stands before the first wildcard and after the last is kept apart, because it decides
/// nearly every comparison. Matching takes at most glob times segment steps and allocates nothing.
/// </summary>
public sealed class SegmentGlob
{
    private readonly GlobElement[] _middle;
    private readonly int _minLength;

    internal SegmentGlob(IReadOnlyList<GlobElement> elements)
    {
        var head = elements.TakeWhile(e => e.Kind == GlobElementKind.Character).Count();
        var tail = elements.Skip(head).Reverse().TakeWhile(e => e.Kind == GlobElementKind.Character).Count();
        Head = TextOf(elements.Take(head));
        Tail = TextOf(elements.Skip(elements.Count - tail));
        _middle = [.. elements.Skip(head).Take(elements.Count - head - tail)];
        _minLength = elements.Count(e => e.Kind != GlobElementKind.Run);
    }

    /// <summary>The characters that a segment has to begin with.</summary>
    public string Head { get; }

    /// <summary>The characters that a segment has to end with.</summary>
    public string Tail { get; }

    /// <summary>Whether <paramref name="segment"/> matches, all of it.</summary>
    public bool Matches(ReadOnlySpan<char> segment) =>
        segment.Length >= _minLength
        && segment.StartsWith(Head, StringComparison.Ordinal)
        && segment.EndsWith(Tail, StringComparison.Ordinal)
        && (IsOneRun || MatchesMiddle(segment[Head.Length..^Tail.Length]));

    private bool IsOneRun => _middle is [{ Kind: GlobElementKind.Run }];

    /// <summary>What it is made of, in order.</summary>
    internal GlobElement[] Elements() => [.. Head.Select(GlobElement.Of), .. _middle, .. Tail.Select(GlobElement.Of)];

    // Greedy with one point to return to: on a mismatch only the last run needs to take one character more.
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

    // How many UTF-16 units the element takes; 0 where it does not match. A character is a code point.
    private static int Step(GlobElement element, ReadOnlySpan<char> text) => element.Kind switch
    {
        GlobElementKind.Character => element.Character == text[0] ? 1 : 0,
        GlobElementKind.Any => Width(text),
        _ => element.Set!.Contains(text[0]) ? Width(text) : 0,
    };

    private static int Width(ReadOnlySpan<char> text) => text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;

    private static string TextOf(IEnumerable<GlobElement> elements) => string.Concat(elements.Select(e => e.Character));
}
