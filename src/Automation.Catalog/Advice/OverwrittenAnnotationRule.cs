using Automation.Catalog.Descriptors;
using Automation.Catalog.Fixes;
using Automation.Core.Findings;

namespace Automation.Catalog.Advice;

/// <summary>Annotations that Backstage writes itself, over what stands there (specs, descriptors §2).</summary>
internal static class OverwrittenAnnotationRule
{
    public static readonly Rule Rule = new("catalog/annotation-overwritten", Severity.Warning, Responsible.ApplicationTeam, "Leave to Backstage the annotations it writes itself.")
    {
        Why = "`backstage.io/managed-by-location` and `backstage.io/managed-by-origin-location` say where an entity was read from. Backstage overwrites whatever a descriptor says. It usually stands there because the entity was copied out of Backstage instead of from its file.",
        Bad = "annotations:\n  backstage.io/managed-by-location: url:https://github.com/acme/orders",
        Good = "annotations:\n  backstage.io/source-location: url:https://github.com/acme/orders/",
        Source = "ProcessorOutputCollector of plugin-catalog-backend 4.0.0",
    };

    private static readonly string[] Overwritten = ["backstage.io/managed-by-location", "backstage.io/managed-by-origin-location"];

    public static void Check(Descriptor descriptor, Findings findings)
    {
        if (descriptor.Metadata?.Field("annotations") is not { } annotations)
        {
            return;
        }

        foreach (var key in Overwritten)
        {
            if (annotations.Field(key) is { Entry: { } entry } place)
            {
                findings.Add(Rule, entry.Name, place.Pointer, $"Backstage overwrites '{key}' with the place it read the entity from. Remove it.", YamlFix.Remove(findings.Source, entry));
            }
        }
    }
}
