using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>Looks up who owns files, one after another; paths in order are fastest.</summary>
/// <param name="walk">The lines that are in force; null if there are none.</param>
/// <param name="skipped">The lines that are not, because of an owner; null if there are none.</param>
internal sealed class OwnersLookup(OwnersWalk? walk, OwnersWalk? skipped)
{
    private readonly Dictionary<int, OwnersOfPath> _byLine = [];

    /// <summary>The owners of the file at a path from the root of the repository.</summary>
    public OwnersOfPath Of(string path) => walk?.RulesOf(path) switch
    {
        null or [] => OwnersOfPath.Unmatched,
        [var rule] => Of(rule),
        // Each of several sections has its own owners.
        var rules => new OwnersOfPath(OwnerSet.Of(rules.SelectMany(r => r.Owners)), rules.LastOrDefault(r => r.Owners.Count > 0) ?? rules[^1]),
    };

    /// <summary>The line that would decide, were it not skipped because of an owner that cannot be read; null if there is none.</summary>
    public OwnershipRule? SkippedFor(string path, OwnershipRule? deciding) =>
        skipped?.RuleOf(path) is { } line && line.Line > (deciding?.Line ?? 0) ? line : null;

    private OwnersOfPath Of(OwnershipRule rule)
    {
        if (!_byLine.TryGetValue(rule.Line, out var owners))
        {
            _byLine.Add(rule.Line, owners = new OwnersOfPath(OwnerSet.Of(rule.Owners), rule));
        }

        return owners;
    }
}
