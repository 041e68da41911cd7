using Automation.Catalog.Rules;
using Automation.Core.Findings;

namespace Automation.Jobs;

/// <summary>Every rule there is, in the order of the rule reference.</summary>
public static class RuleReference
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. CatalogRules.All];
}
