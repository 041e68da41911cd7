using Automation.Core.Findings;
using Automation.Descriptors.Schema;

namespace Automation.Descriptors.Rules;

/// <summary>The rules of the descriptor language, in the order in which Backstage would meet them.</summary>
public static class CatalogRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. YamlRules.All,
        NotDescriptorRule.Rule,
        .. EnvelopeRules.All,
        .. PlaceholderRules.All,
        .. FieldRules.All,
        .. FormatRules.All,
        .. KindRules.All,
        .. LocationRules.All,
        .. ReferenceTextRules.All,
        PeopleRule.Rule,
        .. FaultRules.All,
    ];
}
