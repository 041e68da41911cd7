using Automation.Core.Text;

namespace Automation.Owners.Reading;

/// <summary>The lines of a file that are neither empty nor a comment.</summary>
internal static class Lines
{
    /// <summary>Each line with its number and the offsets of its first character and its end.</summary>
    public static IEnumerable<(int Number, int Start, int End)> Of(SourceText source)
    {
        var content = source.Content;
        var (number, at) = (0, 0);
        while (at < content.Length)
        {
            var lineBreak = content.IndexOf('\n', at);
            var next = lineBreak < 0 ? content.Length : lineBreak + 1;
            var end = lineBreak < 0 ? content.Length : lineBreak > at && content[lineBreak - 1] == '\r' ? lineBreak - 1 : lineBreak;
            number++;
            var start = at;
            while (start < end && content[start] is ' ' or '\t')
            {
                start++;
            }

            if (start < end && content[start] != '#')
            {
                yield return (number, start, end);
            }

            at = next;
        }
    }
}
