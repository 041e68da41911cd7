using Automation.Catalog.Descriptors;
using Automation.Core.Findings;

namespace Automation.Catalog.Advice;

/// <summary>Merge keys: in YAML 1.2 <c>&lt;&lt;</c> is a key like any other (specs, descriptors §1).</summary>
internal static class MergeKeyRule
{
    public static readonly Rule Rule = new("catalog/merge-key-ignored", Severity.Warning, Responsible.ApplicationTeam, "Do not count on '<<' to merge anything.")
    {
        Why = "Backstage reads YAML 1.2, which has no merge keys: `<<: *common` becomes an unknown field called `<<`, and nothing of what it names is taken over. Write the fields out. (`%YAML 1.1` before the document turns merging on, and turns `yes`, `no` and `on` into booleans with it.)",
        Bad = "spec:\n  <<: *common\n  type: service",
        Good = "spec:\n  owner: payments\n  type: service",
        Source = "yaml 2.9.1, as plugin-catalog-node 2.2.5 uses it",
    };

    public static void Check(Descriptor descriptor, Findings findings)
    {
        Check(descriptor.Metadata, findings);
        Check(descriptor.Spec, findings);
    }

    private static void Check(Place? map, Findings findings)
    {
        if (map?.Field("<<") is { Entry: { } entry } place)
        {
            findings.Add(Rule, entry.Name, place.Pointer, "'<<' merges nothing here: Backstage reads YAML 1.2 and takes it for an unknown field. Write the fields out.");
        }
    }
}
