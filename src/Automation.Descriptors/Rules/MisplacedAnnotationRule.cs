using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Schema;

namespace Automation.Descriptors.Rules;

/// <summary>An annotation or label one level too high: directly below <c>metadata</c>, where Backstage accepts any key and reads only its own.</summary>
internal static class MisplacedAnnotationRule
{
    public static readonly Rule Rule = new(
        "catalog/misplaced-annotation", Severity.Warning, Responsible.ApplicationTeam, "Move annotations below metadata.annotations.")
    {
        Detects = "A known annotation directly below `metadata`.",
        Why = "Backstage allows unknown keys below `metadata`, so the mistake is not an error: the plugin that needs the annotation does not find "
            + "it.",
        FixDetails = "Indent the annotation below `annotations`.",
        Bad = "metadata:\n  annotations:\n  backstage.io/techdocs-ref: dir:.",
        Good = "metadata:\n  annotations:\n    backstage.io/techdocs-ref: dir:.",
        Sources = [RuleSource.Backstage("EntityMeta.schema.json", "packages/catalog-model/src/schema/EntityMeta.schema.json")],
    };

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        foreach (var field in descriptor.Metadata?.Fields() ?? [])
        {
            var key = field.Pointer.Last;
            if (!KnownFields.Metadata.Contains(key, StringComparer.Ordinal) && HasPrefix(key))
            {
                var where = WellKnownAnnotations.IsKnown(key) ? "'metadata.annotations'" : "'metadata.annotations' or 'metadata.labels'";
                findings.Add(
                    Rule,
                    field.Entry!.Name,
                    field.Pointer,
                    $"{DescriptorWording.Quote(key)} directly below 'metadata' means nothing to Backstage. Move it below {where}.");
            }
        }
    }

    // PREFIX/NAME, the form of annotations and labels.
    private static bool HasPrefix(string key) => key.Split('/') is [{ Length: > 0 }, { Length: > 0 }];
}
