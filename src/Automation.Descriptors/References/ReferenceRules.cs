using Automation.Core.Findings;

namespace Automation.Descriptors.References;

/// <summary>The rules about references.</summary>
public static class ReferenceRules
{
    /// <summary>The rules that look entities up in the catalog.</summary>
    public static IReadOnlyList<Rule> Unknown => UnknownRules.All;

    /// <summary>Every rule, for the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. UnknownRules.All, OwnerKindRule.Rule, DuplicateRule.Rule, CycleRule.Rule, .. PathRules.All];
}
