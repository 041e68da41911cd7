namespace Automation.Core.Text;

/// <summary>Finds the quoted parts of a message, such as <c>'this'</c>. An apostrophe is not a quote.</summary>
public static class Quotes
{
    /// <summary>The end of the quote that begins at a position; null if none begins there.</summary>
    public static int? At(string text, int start)
    {
        if (text[start] != '\'' || (start > 0 && text[start - 1] is not (' ' or '(')))
        {
            return null;
        }

        for (var end = start + 2; end < text.Length; end++)
        {
            if (text[end] == '\'' && (end + 1 == text.Length || text[end + 1] is ' ' or '.' or ',' or ';' or ':' or '?' or '!' or ')'))
            {
                return end;
            }
        }

        return null;
    }
}
