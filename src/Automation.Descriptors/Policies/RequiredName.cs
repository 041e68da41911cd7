using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Policies;

/// <summary>Names must look as the organisation wants names of that kind to look.</summary>
internal static class RequiredName
{
    // Longer ones are refused by Backstage, and no pattern needs to see them.
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
            findings.Add(PolicyRules.Name, name, $"{DescriptorWording.Quote(descriptor.Name)} is not what a {descriptor.Kind} is called here: the whole name must match {DescriptorWording.Quote(format.Pattern)}.");
        }
    }
}
