using Automation.Core.Findings;

namespace Automation.Jobs.Rules;

/// <summary>The rules of this room: what can be wrong with a configuration, and with comments that accept findings.</summary>
public static class JobsRules
{
    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. ConfigurationRules.All, .. SuppressionRules.All];
}
