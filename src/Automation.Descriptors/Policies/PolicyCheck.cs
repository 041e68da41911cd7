using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Policies;

/// <summary>Judges an entity by its organisation's policy. Backstage knows nothing of it: whatever is found here, the document stays valid.</summary>
public static class PolicyCheck
{
    /// <summary>Everything the policy has to say about one entity.</summary>
    public static IReadOnlyList<Finding> Check(Descriptor descriptor, SourceText source, CatalogPolicy policy)
    {
        var findings = new FindingCollector(source, $"{descriptor.Kind}/{descriptor.Name}");
        RequiredMetadata.Check(descriptor, policy, findings);
        AllowedValue.Check(descriptor, policy, findings);
        RequiredName.Check(descriptor, policy, findings);
        return findings.All;
    }
}
