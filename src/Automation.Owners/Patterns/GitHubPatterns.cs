namespace Automation.Owners.Patterns;

/// <summary>Reads patterns as GitHub does (specs, codeowners §3).</summary>
internal static class GitHubPatterns
{
    /// <summary>Longer ones are not applied: a limit of ours, and the longest path that Linux can check out (PATH_MAX).</summary>
    public const int LongestPattern = 4_096;

    private const string OnlySlash = "The pattern `/` will never match anything, did you mean `*` instead?";
    private const string Brackets = @"both `[` and `]` must be escaped with a `\`";
    private const string Negation = "patterns cannot be negated with `!`: list what is owned, or add a line without owners for what is not";
    private const string LeadingHash = @"a pattern cannot begin with `\#`: put `/` before it, or use a pattern for its folder";
    private const string TrailingBackslash = @"a `\` must be followed by the character it escapes";

    /// <summary>Reads the text of a pattern, including escapes.</summary>
    public static PatternOutcome Read(string text)
    {
        if (Refusal(text) is { } suggestion)
        {
            return new PatternOutcome.Invalid(suggestion);
        }

        var parts = PatternText.Split(text, withSets: false);
        var isFolder = text.EndsWith('/');
        var floats = parts.Count == 1 && !text.StartsWith('/');
        var segments = new List<PatternSegment>(parts.Count + 1);
        if (floats)
        {
            segments.Add(PatternSegment.AnyDepth.Instance);
        }

        foreach (var part in parts)
        {
            Add(segments, PatternText.SegmentOf(part, withSets: false)!);
        }

        var reach = isFolder ? PatternReach.Below
            : parts[^1] == "*" && !floats ? PatternReach.Itself
            : parts[^1] == "**" && parts.Count > 1 ? PatternReach.Below
            : PatternReach.ItselfAndBelow;

        // 'a/**' owns everything below a, and so does 'a/'; '*' and '**' alone own everything.
        if (segments is [.., PatternSegment.AnyDepth])
        {
            segments.RemoveAt(segments.Count - 1);
        }

        if (floats && parts[0] == "*" && !isFolder)
        {
            segments.Clear();
        }

        return new PatternOutcome.Read(new PathPattern(text, segments, reach) { Doubt = DoubtAbout(text) });
    }

    private static void Add(List<PatternSegment> segments, PatternSegment segment)
    {
        if (segment is not PatternSegment.AnyDepth || segments is not [.., PatternSegment.AnyDepth])
        {
            segments.Add(segment);
        }
    }

    private static string? Refusal(string text) =>
        text.AsSpan().Trim("/\\").IsEmpty && text.Contains('/', StringComparison.Ordinal) ? OnlySlash
        : text.StartsWith('!') ? Negation
        : text.StartsWith(@"\#", StringComparison.Ordinal) ? LeadingHash
        : text.Length > LongestPattern ? $"a pattern has at most {LongestPattern:N0} characters"
        : PatternText.HasUnescaped(text, "[]") ? Brackets
        : PatternText.EndsEscaping(text) ? TrailingBackslash
        : PatternText.WithTwoStars(text) is { } fewer ? $"Did you mean `{fewer}`?"     // REST API, example of "List CODEOWNERS errors"
        : null;

    private static string? DoubtAbout(string text) =>
        text.Contains("//", StringComparison.Ordinal) ? "contains '//'"
        : text.StartsWith("./", StringComparison.Ordinal)
            || text.StartsWith("../", StringComparison.Ordinal)
            || text.Contains("/./", StringComparison.Ordinal)
            || text.Contains("/../", StringComparison.Ordinal) ? "contains '.' or '..' as a segment, which no path has"
        : text.Contains(@"\#", StringComparison.Ordinal) ? @"contains '\#'"
        : text.Contains(@"\/", StringComparison.Ordinal) ? @"contains '\/'"
        : text == "**/" ? "is '**/' alone"
        : null;
}
