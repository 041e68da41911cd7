using Automation.Core.Findings;

namespace Automation.Descriptors.References;

public static class ReferenceRules
{
    /// <summary>The rules that look entities up in the catalog.</summary>
    public static IReadOnlyList<Rule> Unknown => UnknownRules.All;

    public static IReadOnlyList<Rule> All { get; } = [.. UnknownRules.All, OwnerKindRule.Rule, DuplicateRule.Rule, CycleRule.Rule, .. PathRules.All];
}
