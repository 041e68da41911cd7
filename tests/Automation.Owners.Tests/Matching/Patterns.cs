using CsCheck;

namespace Automation.Owners.Tests.Matching;

/// <summary>Patterns and paths over few letters, so that most patterns match some path and most paths are matched by several.</summary>
internal static class Patterns
{
    private static readonly Gen<string> Name = OneOf("a", "a", "b", "b", "ab", "ba", "aa", "abab", "a.b", ".a", "*", "[a]");

    private static readonly Gen<string> Segment = Gen.Frequency(
        (5, OneOf("a", "b", "ab", "ba", "aa", "abab", "a.b", ".a", @"\*", @"\[a\]", @"a\b")),
        (2, OneOf("**", "*")),
        (4, OneOf("a*", "*a", "*b", "b*", "?", "??", "a?", "*a*", "a*b", "*ab*b", "*.b", ".*", "a**", "**b", "?*", "*?b", @"*\]", @"\[*")));

    private static readonly Gen<string> GitLabSegment = Gen.Frequency((5, Segment), (1, OneOf("[ab]", "[!a]", "[a-b]*", "*[ab]", "a[!b]")));

    /// <summary>Paths of files.</summary>
    public static Gen<string> Path { get; } = Name.Array[1, 5].Select(names => string.Join('/', names));

    /// <summary>Patterns that GitHub's documentation settles.</summary>
    public static Gen<string> GitHub { get; } = Of(Segment);

    /// <summary>Patterns that GitLab reads, sets of characters among them; a line that begins with one is a heading.</summary>
    public static Gen<string> GitLab { get; } = Of(GitLabSegment).Where(p => p[0] != '[');

    /// <summary>
    /// Patterns that mean to git what they mean to GitHub (specs, codeowners §3): not <c>x/*</c>, which descends there, nor <c>foo/**/</c>,
    /// nor <c>a**/b</c>, where git sets the literal beginning aside and then takes what is left for <c>**/b</c>.
    /// </summary>
    public static Gen<string> Shared { get; } =
        GitHub.Where(p =>
            !(p.Contains('/', StringComparison.Ordinal) && p.EndsWith("/*", StringComparison.Ordinal)) && !p.EndsWith("**/", StringComparison.Ordinal)
            && !p.Contains("a**", StringComparison.Ordinal));

    private static Gen<string> Of(Gen<string> segment) =>
        Gen.Select(OneOf("", "", "/"), segment.Array[1, 4], OneOf("", "", "/")).Select((start, segments, end) => start + string.Join('/', segments) + end);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
