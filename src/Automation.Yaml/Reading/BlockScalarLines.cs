namespace Automation.Yaml.Reading;

/// <summary>
/// How the lines of a block of text (after <c>|</c> or <c>&gt;</c>) are indented. YamlDotNet is less strict than the library that Backstage uses:
/// that one takes a tab for text, so that a line of tabs and blanks can stand too far left.
/// </summary>
/// <remarks><c>parseBlockScalar</c> of the lexer and <c>resolveBlockScalar</c> of <c>yaml</c> 2.9.</remarks>
internal static class BlockScalarLines
{
    /// <summary>The offset of the first line that is not indented enough; null where all are.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">The offset of the <c>|</c> or <c>&gt;</c>.</param>
    /// <param name="end">The end of the document.</param>
    /// <param name="parent">The column of the list or map around it; -1 at the root.</param>
    public static int? FirstTooFarLeft(string text, int start, int end, int parent)
    {
        var header = text.AsSpan(start, LineEnd(text, start, end) - start);
        var digit = header.IndexOfAnyInRange('1', '9') is >= 0 and <= 2 and var at ? header[at] - '0' : 0;
        var least = Math.Max(parent, 0) + digit;
        var content = -1;
        for (var line = start + header.Length; line < end; line = LineEnd(text, line, end))
        {
            var indentation = text.AsSpan(line, end - line).IndexOfAnyExcept(' ');
            if (indentation < 0)
            {
                return null;
            }

            var first = text[line + indentation];
            if (first == '\n' || (first == '\r' && line + indentation + 1 < end && text[line + indentation + 1] == '\n'))
            {
                least = content < 0 && digit == 0 ? Math.Max(least, indentation) : least;
                continue;
            }

            // Text further left is not part of it, unless it is a tab.
            if (first != '\t' && indentation <= parent)
            {
                return null;
            }

            if (indentation < (content < 0 ? least : content) || (first == '\t' && indentation <= parent))
            {
                return first == '\t' || content < 0 ? line + indentation : null;
            }

            content = content < 0 ? digit == 0 ? indentation : least : content;
        }

        return null;
    }

    private static int LineEnd(string text, int at, int end) => text.IndexOf('\n', at, end - at) is >= 0 and var lineBreak ? lineBreak + 1 : end;
}
