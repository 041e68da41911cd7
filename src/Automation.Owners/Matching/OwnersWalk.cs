using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Owners.Matching;

/// <summary>Looks paths up one after another. Not for several threads at once.</summary>
public sealed class OwnersWalk
{
    private readonly OwnersMatcher _matcher;

    internal OwnersWalk(OwnersMatcher matcher) => _matcher = matcher;

    /// <summary>The line that decides who owns a file; null where none matches. Of GitLab's sections, the last that has one.</summary>
    /// <param name="path">The file's path from the root, with <c>/</c>.</param>
    public OwnershipRule? RuleOf(ReadOnlySpan<char> path)
    {
        var text = path.ToString().Split('/');
        return _matcher.File.Rules.LastOrDefault(rule => Matches(rule.Pattern, text));
    }

    /// <summary>The lines that decide who owns a file, one for each section that has one, in file order.</summary>
    /// <param name="path">The file's path from the root, with <c>/</c>.</param>
    public IReadOnlyList<OwnershipRule> RulesOf(ReadOnlySpan<char> path) => RuleOf(path) is { } rule ? [rule] : [];

    private static bool Matches(PathPattern pattern, string[] path) => Enumerable.Range(0, path.Length + 1).Any(taken =>
        (pattern.Reach switch { PatternReach.Below => taken < path.Length, PatternReach.Itself => taken == path.Length, _ => true })
        && Leads([.. pattern.Segments], path.AsSpan(0, taken)));

    private static bool Leads(ReadOnlySpan<PatternSegment> pattern, ReadOnlySpan<string> path) =>
        pattern.IsEmpty ? path.IsEmpty
        : pattern[0] is PatternSegment.AnyDepth ? Leads(pattern[1..], path) || (!path.IsEmpty && Leads(pattern, path[1..]))
        : !path.IsEmpty && pattern[0] switch
        {
            PatternSegment.Literal(var name) => name == path[0],
            PatternSegment.Wild(var glob) => glob.Matches(path[0]),
            _ => true,
        } && Leads(pattern[1..], path[1..]);
}
