using Automation.Core.Findings;

namespace Automation.Catalog.Advice;

/// <summary>The rules of our own advice.</summary>
public static class AdviceRules
{
    /// <summary>Every rule, for the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [];

    /// <summary>Those that say how a reference looks, without knowing whether it leads anywhere.</summary>
    internal static IReadOnlyList<Rule> AboutReferences { get; } = [];
}
