namespace Automation.Owners.Patterns;

/// <summary>
/// Reads patterns as GitLab does: Ruby's <c>fnmatch</c> with PATHNAME and DOTMATCH over the whole path (specs, codeowners §5). A pattern
/// without a leading slash matches at any depth, even with other slashes; one that names a folder owns nothing below it unless it ends with a slash;
/// <c>**</c> means any depth only where a slash follows it.
/// </summary>
internal static class GitLabPatterns
{
    /// <summary>Reads the text of a pattern, including escapes.</summary>
    public static PatternOutcome Read(string text)
    {
        var isExclusion = text.Length > 1 && text[0] == '!';
        var body = isExclusion ? text[1..] : text;
        if (text.Length > GitHubPatterns.LongestPattern)
        {
            return new PatternOutcome.Invalid($"a pattern has at most {GitHubPatterns.LongestPattern:N0} characters");
        }

        if (body.Contains("//", StringComparison.Ordinal))
        {
            return new PatternOutcome.Invalid("write one slash for `//`, which matches nothing");
        }

        if (body == "*")
        {
            return Read(text, [], PatternReach.ItselfAndBelow, isExclusion);
        }

        var segments = new List<PatternSegment>();
        if (!body.StartsWith('/'))
        {
            segments.Add(PatternSegment.AnyDepth.Instance);
        }

        var parts = PatternText.Split(body, withSets: true);
        var isFolder = body.EndsWith('/');
        for (var i = 0; i < parts.Count; i++)
        {
            // Without a slash after it, '**' is the same as '*'.
            var part = parts[i] == "**" && i == parts.Count - 1 && !isFolder ? "*" : parts[i];
            if (PatternText.SegmentOf(part, withSets: true) is not { } segment)
            {
                return new PatternOutcome.Invalid("close the bracket that `[` opens, or escape it");
            }

            if (segment is not PatternSegment.AnyDepth || segments is not [.., PatternSegment.AnyDepth])
            {
                segments.Add(segment);
            }
        }

        if (isFolder && segments is [.., PatternSegment.AnyDepth])
        {
            segments.RemoveAt(segments.Count - 1);
        }

        return Read(text, segments, isFolder ? PatternReach.Below : PatternReach.Itself, isExclusion);
    }

    private static PatternOutcome.Read Read(string text, IReadOnlyList<PatternSegment> segments, PatternReach reach, bool isExclusion) =>
        new(new PathPattern(text, segments, reach) { IsExclusion = isExclusion });
}
