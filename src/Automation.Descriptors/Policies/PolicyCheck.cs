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
