using System.Text;

namespace Automation.Owners.Patterns;

/// <summary>The letters of patterns: escapes, wildcards, sets.</summary>
internal static class PatternText
{
    private const char Escape = '\\';

    /// <summary>Whether the text contains one of the characters without a backslash before it.</summary>
    public static bool HasUnescaped(ReadOnlySpan<char> text, ReadOnlySpan<char> characters)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape)
            {
                i++;
            }
            else if (characters.Contains(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text with two stars for every run of three and more; null if it has none.</summary>
    public static string? WithTwoStars(string text)
    {
        var (fewer, run) = (new StringBuilder(text.Length), 0);
        for (var i = 0; i < text.Length; i++)
        {
            run = text[i] == '*' ? run + 1 : 0;
            if (run < 3)
            {
                fewer.Append(text[i]);
            }

            if (text[i] == Escape && i + 1 < text.Length)
            {
                fewer.Append(text[++i]);
            }
        }

        return fewer.Length == text.Length ? null : fewer.ToString();
    }

    /// <summary>Whether the text ends with a backslash that escapes nothing.</summary>
    public static bool EndsEscaping(ReadOnlySpan<char> text) => (text.Length - text.TrimEnd(Escape).Length) % 2 == 1;

    /// <summary>The parts between slashes; a run of slashes counts as one, and a slash that is escaped is a slash.</summary>
    /// <param name="withSets">Whether <c>[…]</c> is a set of characters; a slash in one is an ordinary character.</param>
    public static List<string> Split(string text, bool withSets)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == Escape && i + 1 < text.Length && text[i + 1] != '/')
            {
                i++;
            }
            else if (withSets && i < text.Length && text[i] == '[')
            {
                _ = CharacterSets.Read(text, ref i);
            }
            else if (i == text.Length || text[i] == '/' || text[i] == Escape)
            {
                if (i > start)
                {
                    parts.Add(text[start..i]);
                }

                start = i + 1;
            }
        }

        return parts;
    }

    /// <summary>The meaning of a part between slashes; null if a set in it is not closed.</summary>
    /// <param name="withSets">Whether <c>[…]</c> is a set of characters.</param>
    public static PatternSegment? SegmentOf(string part, bool withSets)
    {
        if (part is "*" or "**")
        {
            return part.Length == 1 ? PatternSegment.AnyOne.Instance : PatternSegment.AnyDepth.Instance;
        }

        if (part.AsSpan().IndexOfAny("*?[\\") < 0)
        {
            return new PatternSegment.Literal(part);
        }

        // An array, because a list would have to be compiled at run time (docs/adr/0004-native-aot.md).
        var elements = new GlobElement[part.Length];
        var count = 0;
        for (var i = 0; i < part.Length; i++)
        {
            switch (part[i])
            {
                case '*' when count == 0 || elements[count - 1].Kind != GlobElementKind.Run:
                    elements[count++] = GlobElement.Run;
                    break;
                case '*':
                    break;
                case '?':
                    elements[count++] = GlobElement.Any;
                    break;
                case '[' when withSets:
                    if (CharacterSets.Read(part, ref i) is not { } set)
                    {
                        return null;
                    }

                    elements[count++] = GlobElement.Of(set);
                    break;
                case Escape when i + 1 < part.Length:
                    elements[count++] = GlobElement.Of(part[++i]);
                    break;
                default:
                    elements[count++] = GlobElement.Of(part[i]);
                    break;
            }
        }

        var glob = new SegmentGlob(part, elements, count);
        return glob.IsLiteral ? new PatternSegment.Literal(glob.Head)
            : glob.IsAnything ? PatternSegment.AnyOne.Instance
            : new PatternSegment.Wild(glob);
    }
}
