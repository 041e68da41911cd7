namespace Automation.Owners.Patterns;

/// <summary>A parsed pattern: the segments from the root of the repository, and what it owns at their end.</summary>
/// <param name="Text">The pattern as written.</param>
/// <param name="Segments">The segments; one that floats begins with <see cref="PatternSegment.AnyDepth"/>, none ends with it, and no segments at all mean
/// the root.</param>
/// <param name="Reach">What it owns at the end of its segments.</param>
public sealed record PathPattern(string Text, IReadOnlyList<PatternSegment> Segments, PatternReach Reach)
{
    /// <summary>Whether it owns every file of the repository.</summary>
    public bool IsEverything => Segments.Count == 0;

    /// <summary>Why the meaning of the pattern is not documented by GitHub; null if it is.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether the pattern removes files from its section (GitLab's <c>!</c>).</summary>
    public bool IsExclusion { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
