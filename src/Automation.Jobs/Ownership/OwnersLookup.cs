using Automation.Owners.Matching;
using Automation.Owners.Naming;
using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>Looks up who owns files, one after another.</summary>
internal sealed class OwnersLookup(OwnersWalk? walk, OwnersWalk? skipped)
{
    /// <summary>Who owns the file at a path from the root of the repository.</summary>
    public DecidedOwners Of(string path)
    {
        IReadOnlyList<OwnershipRule> rules = walk?.RulesOf(path) ?? [];
        var owners = rules.Count == 1 ? rules[0].Owners : [.. rules.SelectMany(r => r.Owners).DistinctBy(o => o.Text, Owner.Comparer)];
        return new DecidedOwners(owners, rules.Count == 0 ? null : rules[^1]);
    }

    /// <summary>The line that would decide, were it not skipped because of an owner that cannot be read; null where there is none.</summary>
    public OwnershipRule? SkippedFor(string path, OwnershipRule? deciding) =>
        skipped?.RuleOf(path) is { } line && line.Line > (deciding?.Line ?? 0) ? line : null;
}

/// <summary>Who owns a file, and the line that says so.</summary>
/// <param name="Owners">The owners; empty where nobody does.</param>
/// <param name="Rule">The line that decides, the last of several; null where no line matches.</param>
internal sealed record DecidedOwners(IReadOnlyList<Owner> Owners, OwnershipRule? Rule)
{
    private const int MostNames = 5;

    /// <summary>Whether the same owners are named, in whatever order and letters.</summary>
    public bool HasSameOwners(DecidedOwners other) =>
        Owners.Select(o => o.Text).ToHashSet(Owner.Comparer).SetEquals(other.Owners.Select(o => o.Text));

    /// <summary>Whether the line that decides is about that one file.</summary>
    public bool IsAbout(string path) => Rule is not null && Rule.Pattern.Reach != PatternReach.Below
        && string.Join('/', Rule.Pattern.Segments.Select(s => s is PatternSegment.Literal(var name) ? name : "*")) == path;

    /// <summary>The owners as messages name them: <c>@a and @b</c>.</summary>
    public string Names => Owners.Count switch
    {
        0 => "nobody",
        1 => Owners[0].Text,
        <= MostNames => $"{string.Join(", ", Owners.SkipLast(1).Select(o => o.Text))} and {Owners[^1].Text}",
        _ => $"{string.Join(", ", Owners.Take(MostNames).Select(o => o.Text))} and {Owners.Count - MostNames:N0} more",
    };
}
