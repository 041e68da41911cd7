using Automation.Core.Findings;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Rules;

/// <summary>Merge keys: in YAML 1.2 <c>&lt;&lt;</c> is a key like any other (specs, descriptors §1).</summary>
internal static class MergeKeyRule
{
    public static readonly Rule Rule = new("catalog/merge-key-ignored", Severity.Warning, Responsible.ApplicationTeam, "Write the merged fields out.")
    {
        Detects = "A merge key (`<<`) in a document without `%YAML 1.1`.",
        Why = "Backstage reads YAML 1.2, which has no merge keys: `<<` becomes an unknown field, and the fields that it refers to are missing.",
        FixDetails = "`%YAML 1.1` before the document would enable merge keys, and would also turn `yes`, `no` and `on` into "
            + "booleans.",
        Bad = "spec:\n  <<: *common\n  type: service",
        Good = "spec:\n  owner: payments\n  type: service",
        Sources = [RuleSource.Backstage("parse.ts", "plugins/catalog-node/src/processing/parse.ts")],
    };

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        Check(descriptor.Metadata, findings);
        Check(descriptor.Spec, findings);
    }

    private static void Check(Place? map, FindingCollector findings)
    {
        if (map?.Field("<<") is { Entry: { } entry } place)
        {
            findings.Add(
                Rule,
                entry.Name,
                place.Pointer,
                "'<<' merges nothing here: Backstage reads YAML 1.2 and treats it as an unknown field. Write the fields out.");
        }
    }
}
