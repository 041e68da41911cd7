using Automation.Owners.Naming;
using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>
/// Lines whose first word is read as a path although it is not one: an owner without a pattern, or a pattern without a space before its owners.
/// </summary>
/// <param name="WithoutPattern">Lines whose first word is an owner.</param>
/// <param name="WithoutSpace">Lines whose first word is a pattern and owners.</param>
internal sealed record MisreadLines(IReadOnlyList<OwnershipRule> WithoutPattern, IReadOnlyList<GluedLine> WithoutSpace)
{
    public IReadOnlySet<int> Lines { get; } = WithoutPattern.Concat(WithoutSpace.Select(g => g.Rule)).Select(r => r.Line).ToHashSet();

    /// <summary>Finds the lines. A path can contain an '@', as scoped packages do, so a word that matches a file is a path.</summary>
    /// <param name="files">The repository's files; null if they are not available; then only words that are very unlikely to be paths are reported.</param>
    public static MisreadLines In(CodeownersFile file, IReadOnlyList<string>? files, CancellationToken cancellationToken)
    {
        var owners = file.Rules.Where(r => IsOwner(r.Pattern, file.Dialect)).ToList();
        var glued = file.Dialect == Dialect.GitLab ? [] : file.Rules.Except(owners).Select(Glued).OfType<GluedLine>().ToList();
        if (files is null)
        {
            return new MisreadLines([.. owners.Where(IsHardlyAPath)], [.. glued.Where(g => !g.IsFolder && !g.IsVersion)]);
        }

        var nothing = MatchingNothing(file, owners.Concat(glued.Select(g => g.Rule)), files, cancellationToken);
        var heads = MatchingNothing(file, glued.Select(g => g.Head), files, cancellationToken);
        return new MisreadLines(
            [.. owners.Where(r => nothing.Contains(r.Line))],
            [.. glued.Where(g => nothing.Contains(g.Rule.Line)).Select(g => g with { HeadMatches = !heads.Contains(g.Rule.Line) }).Where(g => g.IsLikely)]);
    }

    private static bool IsOwner(PathPattern pattern, Dialect dialect) => !pattern.IsExclusion && (dialect == Dialect.GitLab
        ? pattern.Text.StartsWith('@') && OwnerNames.GitLabForm(pattern.Text) is not null
        : GluedOwners.In(pattern.Text) is { Head: "" });

    // '@types/node @acme/web' may be about a folder '@types'.
    private static bool IsHardlyAPath(OwnershipRule rule) => rule.Owners.Count == 0 || rule.Pattern.Text.IndexOf('/', StringComparison.Ordinal) is var slash
        && (slash < 0 || rule.Owners.Any(o => o.Text.StartsWith(rule.Pattern.Text[..(slash + 1)], StringComparison.OrdinalIgnoreCase)));

    private static GluedLine? Glued(OwnershipRule rule) =>
        GluedOwners.In(rule.Pattern.Text) is { Head.Length: > 0 } glued && GitHubPatterns.Read(glued.Pattern) is PatternOutcome.Read(var head)
            ? new GluedLine(rule, rule with { Pattern = head }, glued)
            : null;

    private static HashSet<int> MatchingNothing(
        CodeownersFile file, IEnumerable<OwnershipRule> rules, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        List<OwnershipRule> some = [.. rules];
        return some.Count == 0 ? [] : [.. FileOutcome.Of(file with { Rules = some }, new HashSet<int>(), files, cancellationToken).Nothing.Select(r => r.Line)];
    }
}

/// <summary>A line whose pattern ends with owners.</summary>
/// <param name="Rule">The line as read.</param>
/// <param name="Head">The line with the text before the owners as its pattern.</param>
/// <param name="Glued">The pattern as it is written, and the owners in it.</param>
internal sealed record GluedLine(OwnershipRule Rule, OwnershipRule Head, GluedOwners Glued)
{
    /// <summary>Whether the text before the owners matches a file; false if that is unknown.</summary>
    public bool HeadMatches { get; init; }

    /// <summary>Whether the owners are in the place of a scope's name: <c>packages/@acme/web</c>.</summary>
    public bool IsFolder => Glued.Head.EndsWith('/');

    /// <summary>Whether the apparent owner may be a version: <c>react@18</c>.</summary>
    public bool IsVersion => Glued.Owners is [{ Name: var name }] && name.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false;

    /// <summary>Whether an owner was meant, and not a path that was deleted.</summary>
    public bool IsLikely => IsFolder ? HeadMatches && Rule.Owners.Count == 0 : HeadMatches || (Rule.Owners.Count == 0 && !IsVersion);
}
