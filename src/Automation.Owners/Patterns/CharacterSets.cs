using System.Text;

namespace Automation.Owners.Patterns;

/// <summary>
/// Reads bracket expressions in GitLab patterns as Ruby does: the first <c>]</c> ends one, so that <c>[]</c> is not a character and
/// <c>[!]</c> any; a reversed range is only its two ends.
/// </summary>
internal static class CharacterSets
{
    /// <summary>Reads the set that begins at <paramref name="at"/>, and moves there to its closing bracket; null if it has none.</summary>
    public static CharacterSet? Read(string text, ref int at)
    {
        var i = at + 1;
        var isNegated = i < text.Length && text[i] is '^' or '!';
        if (isNegated)
        {
            i++;
        }

        var ranges = new StringBuilder();
        while (i < text.Length && text[i] != ']')
        {
            var first = Character(text, ref i);
            var last = first;
            if (i + 1 < text.Length && text[i] == '-' && text[i + 1] != ']')
            {
                i++;
                last = Character(text, ref i);
            }

            ranges.Append(first).Append(first <= last ? last : first);
            if (first > last)
            {
                ranges.Append(last).Append(last);
            }
        }

        if (i >= text.Length)
        {
            return null;
        }

        at = i;
        return new CharacterSet(ranges.ToString(), isNegated);
    }

    private static char Character(string text, ref int at)
    {
        if (text[at] == '\\' && at + 1 < text.Length)
        {
            at++;
        }

        return text[at++];
    }
}
