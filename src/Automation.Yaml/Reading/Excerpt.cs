namespace Automation.Yaml.Reading;

/// <summary>What YamlDotNet is given to read: something before a stretch of a text, and the stretch without what is to be left out.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Start">Where the stretch begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Before">What is read before it.</param>
/// <param name="Without">The stretches to leave out, in order.</param>
internal sealed record Excerpt(string Text, int Start, int End, string Before, IReadOnlyList<(int Start, int End)> Without)
{
    /// <summary>The offset in the text of the character that is read as number <paramref name="index"/>.</summary>
    public int OffsetOf(int index)
    {
        var offset = Start + Math.Max(0, index - Before.Length);
        foreach (var (start, end) in Without)
        {
            if (start > offset)
            {
                break;
            }

            offset += end - start;
        }

        return Math.Min(offset, End);
    }
}
