using Automation.Core.Findings;

namespace Automation.Jobs.Rules;

/// <summary>The rules of this project: about configurations, and about comments that accept findings.</summary>
public static class JobsRules
{
    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. ConfigurationRules.All, .. SuppressionRules.All];
}
