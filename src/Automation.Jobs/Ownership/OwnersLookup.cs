using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>Looks up the owners of files, one after another; fastest if paths are sorted.</summary>
/// <param name="walk">The lines that take effect; null if there are none.</param>
/// <param name="skipped">The lines that are skipped because of an invalid owner; null if there are none.</param>
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

    /// <summary>The line that would decide if it were not skipped because of an invalid owner; null if there is none.</summary>
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
