using System.Globalization;
using System.Text;
using Automation.Owners.Patterns;

namespace Automation.Owners.Linting.Containment;

/// <summary>One step of a normalized pattern: patterns with the same steps match the same paths.</summary>
/// <param name="Text">The name of a literal, or the normalized glob.</param>
/// <param name="Least">The minimum number of segments of a gap.</param>
internal readonly record struct Step(StepKind Kind, string Text, int Least)
{
    public int LeastSegments => Kind == StepKind.Gap ? Least : 1;
}

internal enum StepKind
{
    /// <summary>A segment of this name.</summary>
    Literal,

    /// <summary>A segment that matches a glob.</summary>
    Wild,

    /// <summary>Any one segment.</summary>
    One,

    /// <summary>Any segments, with a minimum number.</summary>
    Gap,
}

internal sealed record StepGlob(SegmentGlob Glob, GlobElement[] Elements);

/// <summary>A pattern as steps.</summary>
/// <param name="All">The steps, including one for what the pattern owns below its path.</param>
/// <param name="Globs">The globs of the wildcard steps, by their text.</param>
internal sealed record Steps(IReadOnlyList<Step> All, IReadOnlyDictionary<string, StepGlob> Globs)
{
    private static readonly Dictionary<string, StepGlob> None = [];

    public static Steps Of(PathPattern pattern)
    {
        var steps = new List<Step>(pattern.Segments.Count + 2);
        Dictionary<string, StepGlob>? globs = null;
        var (ones, isOpen) = (0, false);
        foreach (var segment in pattern.Segments)
        {
            switch (segment)
            {
                case PatternSegment.AnyDepth:
                    isOpen = true;
                    break;
                case PatternSegment.AnyOne:
                    ones++;
                    break;
                case PatternSegment.Literal(var name):
                    Close();
                    steps.Add(new Step(StepKind.Literal, name, 0));
                    break;
                case PatternSegment.Wild(var glob):
                    Close();
                    var elements = glob.Elements();
                    var text = TextOf(elements);
                    (globs ??= [])[text] = new StepGlob(glob, elements);
                    steps.Add(new Step(StepKind.Wild, text, 0));
                    break;
            }
        }

        ones += pattern.Reach == PatternReach.Below ? 1 : 0;
        isOpen |= pattern.Reach != PatternReach.Itself;

        // A path has at least one segment.
        ones = steps.Count == 0 && isOpen ? Math.Max(1, ones) : ones;
        Close();
        return new Steps(steps, globs ?? None);

        // '*/**' and '**/*' are the same gap.
        void Close()
        {
            if (isOpen)
            {
                steps.Add(new Step(StepKind.Gap, "", ones));
            }
            else
            {
                steps.AddRange(Enumerable.Repeat(new Step(StepKind.One, "", 0), ones));
            }

            (ones, isOpen) = (0, false);
        }
    }

    /// <summary>A unique text for the steps: equal for patterns with the same steps, and only for them.</summary>
    public string Key()
    {
        var key = new StringBuilder();
        foreach (var step in All)
        {
            key.Append((char)('a' + (int)step.Kind)).Append(step.Least.ToString(CultureInfo.InvariantCulture)).Append(step.Text).Append('/');
        }

        return key.ToString();
    }

    private static string TextOf(GlobElement[] elements)
    {
        var text = new StringBuilder(elements.Length * 2);
        foreach (var element in elements)
        {
            _ = element switch
            {
                { Kind: GlobElementKind.Run } => text.Append('*'),
                { Kind: GlobElementKind.Any } => text.Append('?'),
                { Kind: GlobElementKind.Set, Set: { } set } => text.Append(set.IsNegated ? "[^" : "[=").Append(set.Ranges).Append(']'),
                _ => text.Append('\\').Append(element.Character),
            };
        }

        return text.ToString();
    }
}
