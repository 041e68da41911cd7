namespace Automation.Owners.Patterns;

/// <summary>A pattern, taken apart: the segments from the root of the repository, and what it owns of the place they lead to.</summary>
/// <param name="Text">The pattern as written.</param>
/// <param name="Segments">Its segments; one that floats begins with <see cref="PatternSegment.AnyDepth"/>, none ends with it, and no segments at all mean
/// the root.</param>
/// <param name="Reach">What it owns there.</param>
public sealed record PathPattern(string Text, IReadOnlyList<PatternSegment> Segments, PatternReach Reach)
{
    /// <summary>Whether it owns every file of the repository.</summary>
    public bool IsEverything => Segments.Count == 0;

    /// <summary>Why GitHub's documentation leaves open what the pattern means; null if it does not.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether the pattern takes files out of its section (GitLab's <c>!</c>).</summary>
    public bool IsExclusion { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
