namespace Automation.Yaml.Reading;

/// <summary>
/// A value in quotes or brackets may run over several lines; inside a block each of them must be indented further than the block.
/// YamlDotNet does not mind, the library that Backstage uses does. A closing bracket may stand at the block's own column.
/// </summary>
internal static class ContinuationLines
{
    /// <summary>The offset of the first line of the value that is not indented enough; null where all are.</summary>
    public static int? FirstTooFarLeft(string text, int start, int end, Nesting nesting)
    {
        if (nesting.Indentation < 0 || nesting.IsFlow)
        {
            return null;
        }

        for (var at = text.IndexOf('\n', start, end - start) + 1; at > 0; at = text.IndexOf('\n', at, end - at) + 1)
        {
            var line = text.AsSpan(at, end - at);
            var indentation = line.IndexOfAnyExcept(' ');
            if (indentation < 0 || indentation > nesting.Indentation || line[indentation] is '\n' or '\r' or '#')
            {
                continue;
            }

            if (indentation != nesting.Indentation || at + indentation != end - 1 || line[indentation] is not (']' or '}'))
            {
                return at + indentation;
            }
        }

        return null;
    }
}
