namespace Automation.Yaml.Reading;

/// <summary>What YamlDotNet is given to read: something before a stretch of a text, and the stretch without what is to be left out.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Start">Where the stretch begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Before">What is read before it.</param>
/// <param name="Without">The stretches to leave out, in order.</param>
internal sealed record Excerpt(string Text, int Start, int End, string Before, IReadOnlyList<(int Start, int End)> Without)
{
    // For each stretch that is left out: where it would stand in what is read, and the offset that stands there instead.
    private readonly (int[] Read, int[] Offsets) _gaps = Gaps(Start, Before.Length, Without);

    /// <summary>The offset in the text of the character that is read as number <paramref name="index"/>.</summary>
    public int OffsetOf(int index)
    {
        var gap = Array.BinarySearch(_gaps.Read, index);
        gap = gap < 0 ? ~gap - 1 : gap;
        var offset = gap < 0 ? Start + Math.Max(0, index - Before.Length) : _gaps.Offsets[gap] + index - _gaps.Read[gap];
        return Math.Min(offset, End);
    }

    private static (int[] Read, int[] Offsets) Gaps(int start, int before, IReadOnlyList<(int Start, int End)> without)
    {
        var (read, offsets) = (new int[without.Count], new int[without.Count]);
        var left = 0;
        for (var i = 0; i < without.Count; i++)
        {
            read[i] = before + without[i].Start - start - left;
            offsets[i] = without[i].End;
            left += without[i].End - without[i].Start;
        }

        return (read, offsets);
    }
}
