namespace Automation.Yaml.Reading;

/// <summary>
/// Blanks on an otherwise blank line, or before a comment, mean nothing, but YamlDotNet stumbles over some of them: tabs anywhere, and spaces on
/// the lines that a block of text begins with. A document that it could not read is given a second chance without them.
/// </summary>
internal static class BlankLines
{
    /// <summary>The stretches of a slice to leave out, in order.</summary>
    public static IReadOnlyList<(int Start, int End)> Of(string text, DocumentSlice slice)
    {
        var result = new List<(int Start, int End)>();
        var followsBlockHeader = false;
        for (var line = slice.Start; line < slice.End;)
        {
            var next = text.IndexOf('\n', line, slice.End - line) + 1;
            next = next == 0 ? slice.End : next;
            var blank = line;
            while (blank < next && text[blank] is ' ' or '\t')
            {
                blank++;
            }

            var isBlank = blank == next || text[blank] is '\r' or '\n';
            if (blank > line && ((isBlank && followsBlockHeader) || ((isBlank || text[blank] == '#') && text.AsSpan(line, blank - line).Contains('\t'))))
            {
                // A comment keeps the blank that must stand before it.
                result.Add((line, blank));
            }

            followsBlockHeader = isBlank ? followsBlockHeader : IsBlockHeader(text.AsSpan(blank, next - blank));
            line = next;
        }

        return result;
    }

    // The line ends with '|' or '>', a sign and a digit or none after it, and perhaps a comment.
    private static bool IsBlockHeader(ReadOnlySpan<char> line)
    {
        var comment = line.IndexOf(" #");
        var rest = (comment < 0 ? line : line[..comment]).TrimEnd(" \t\r\n").TrimEnd("+-0123456789");
        return rest.EndsWith("|") || rest.EndsWith(">");
    }
}
