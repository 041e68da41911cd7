using Automation.Owners;
using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>Says who owns a path under one CODEOWNERS file. Paths in order are fastest.</summary>
internal sealed class OwnerLookup
{
    private readonly Dictionary<int, OwnerSet> _byLine = [];
    private readonly OwnersWalk? _walk;
    private readonly bool _hasSections;

    /// <summary>Begins to look up in a file; where it is not in force, nobody owns anything.</summary>
    public OwnerLookup(FoundCodeowners found)
    {
        _walk = found.File is null ? null : new OwnersMatcher(found.File).Walk();
        _hasSections = found.File?.Dialect == Dialect.GitLab;
    }

    public OwnersOfPath Of(string path) =>
        _walk is null ? new OwnersOfPath(OwnerSet.Nobody, null)
        : _hasSections ? OfSections(_walk.RulesOf(path))
        : _walk.RuleOf(path) is { } rule ? new OwnersOfPath(SetOf(rule), rule.Line)
        : new OwnersOfPath(OwnerSet.Nobody, null);

    // Of several sections each asks its own owners; the line shown is the last that names some.
    private OwnersOfPath OfSections(IReadOnlyList<OwnershipRule> rules) => rules switch
    {
        [] => new OwnersOfPath(OwnerSet.Nobody, null),
        [var only] => new OwnersOfPath(SetOf(only), only.Line),
        _ => new OwnersOfPath(OwnerSet.Of(rules.SelectMany(r => r.Owners)), (rules.LastOrDefault(r => r.Owners.Count > 0) ?? rules[^1]).Line),
    };

    private OwnerSet SetOf(OwnershipRule rule)
    {
        if (!_byLine.TryGetValue(rule.Line, out var set))
        {
            _byLine.Add(rule.Line, set = OwnerSet.Of(rule.Owners));
        }

        return set;
    }
}
