using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Policies;

/// <summary>Names must follow the organisation's pattern for their kind.</summary>
internal static class RequiredName
{
    // Longer ones are refused by Backstage, so no pattern is applied to them.
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
