using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Policies;

/// <summary>Checks an entity against its organisation's policy. Backstage does not know the policy: its findings do not make a document invalid.</summary>
public static class PolicyCheck
{
    /// <summary>The findings of one entity.</summary>
    public static IReadOnlyList<Finding> Check(Descriptor descriptor, SourceText source, CatalogPolicy policy)
    {
        var findings = new FindingCollector(source, $"{descriptor.Kind}/{descriptor.Name}");
        RequiredMetadata.Check(descriptor, policy, findings);
        AllowedValue.Check(descriptor, policy, findings);
        RequiredName.Check(descriptor, policy, findings);
        return findings.All;
    }
}

/// <summary>Names must follow the organisation's pattern for their kind.</summary>
internal static class RequiredName
{
    // Backstage rejects longer names, so no pattern is applied to them.
    private const int LongestJudged = 253;

    public static void Check(Descriptor descriptor, CatalogPolicy policy, FindingCollector findings)
    {
        var format = policy.Names.FirstOrDefault(n => string.Equals(n.Key, descriptor.Kind, StringComparison.OrdinalIgnoreCase)).Value;
        if (format is null || descriptor.Name.Length > LongestJudged || format.Matches(descriptor.Name))
        {
            return;
        }

        if (descriptor.Metadata?.Field("name") is { Value.IsStandIn: false } name)
        {
            findings.Add(
                PolicyRules.Name,
                name,
                $"{DescriptorWording.Quote(descriptor.Name)} is not a name that the configuration allows for a {descriptor.Kind}: the whole name must match "
                + $"{DescriptorWording.Quote(format.Pattern)}.");
        }
    }
}
