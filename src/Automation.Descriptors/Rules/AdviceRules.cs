using Automation.Core.Findings;

namespace Automation.Descriptors.Rules;

/// <summary>The rules of our own advice.</summary>
public static class AdviceRules
{
    /// <summary>Every rule, for the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        MisspeltKeyRule.Rule,
        MisplacedAnnotationRule.Rule,
        OwnerTextRules.Team,
        OwnerTextRules.Email,
        OddReferenceRule.Rule,
        BlankTextRule.Rule,
        CaseClashRule.Rule,
        MergeKeyRule.Rule,
        OverwrittenAnnotationRule.Rule,
        ScriptLinkRule.Rule,
        SecretRule.Rule,
        EmailRule.Rule,
    ];

    /// <summary>The rules about the form of a reference, which do not depend on whether its target exists.</summary>
    internal static IReadOnlyList<Rule> AboutReferences { get; } = [OwnerTextRules.Team, OwnerTextRules.Email, OddReferenceRule.Rule];
}
