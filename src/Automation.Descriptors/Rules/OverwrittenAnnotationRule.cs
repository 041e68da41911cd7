using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;

namespace Automation.Descriptors.Rules;

/// <summary>Annotations that Backstage overwrites (specs, descriptors §2).</summary>
internal static class OverwrittenAnnotationRule
{
    public static readonly Rule Rule = new(
        "catalog/annotation-overwritten", Severity.Warning, Responsible.ApplicationTeam, "Remove annotations that Backstage writes itself.")
    {
        Detects = "`backstage.io/managed-by-location` or `backstage.io/managed-by-origin-location` in a descriptor.",
        Why = "Backstage writes where it read the entity and overwrites the value. The annotation is usually a sign that the entity was copied "
            + "from Backstage instead of from its file.",
        FixDetails = "Use `backstage.io/source-location` for the address of the source code.",
        Bad = "annotations:\n  backstage.io/managed-by-location: url:https://github.com/acme/orders",
        Good = "annotations:\n  backstage.io/source-location: url:https://github.com/acme/orders/",
        Sources =
        [
            RuleSource.Backstage("ProcessorOutputCollector.ts", "plugins/catalog-backend/src/processing/ProcessorOutputCollector.ts"),
            RuleSource.BackstageDocs("Well-known Annotations", "well-known-annotations"),
        ],
    };

    private static readonly string[] Overwritten = ["backstage.io/managed-by-location", "backstage.io/managed-by-origin-location"];

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Metadata?.Field("annotations") is not { } annotations)
        {
            return;
        }

        foreach (var key in Overwritten)
        {
            if (annotations.Field(key) is { Entry: { } entry } place)
            {
                findings.Add(
                    Rule,
                    entry.Name,
                    place.Pointer,
                    $"Backstage overwrites '{key}' with the place it read the entity from. Remove it.",
                    YamlFix.Remove(findings.Source, entry));
            }
        }
    }
}
