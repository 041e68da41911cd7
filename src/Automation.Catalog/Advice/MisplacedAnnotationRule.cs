using Automation.Catalog.Descriptors;
using Automation.Catalog.Kinds;
using Automation.Core.Findings;

namespace Automation.Catalog.Advice;

/// <summary>An annotation or label one level too high: directly below <c>metadata</c>, where Backstage accepts any key and reads none but its own.</summary>
internal static class MisplacedAnnotationRule
{
    public static readonly Rule Rule = new("catalog/misplaced-annotation", Severity.Warning, Responsible.ApplicationTeam, "Put annotations below metadata.annotations.")
    {
        Why = "Backstage allows keys of your own directly below `metadata`, so an annotation that is not indented far enough is no error: it is just never read, and the plugin that needs it finds nothing.",
        Bad = "metadata:\n  annotations:\n  backstage.io/techdocs-ref: dir:.",
        Good = "metadata:\n  annotations:\n    backstage.io/techdocs-ref: dir:.",
        Source = "EntityMeta.schema.json of @backstage/catalog-model 1.10.1: additionalProperties is true",
    };

    public static void Check(Descriptor descriptor, Findings findings)
    {
        foreach (var field in descriptor.Metadata?.Fields() ?? [])
        {
            var key = field.Pointer.Last;
            if (!KnownFields.Metadata.Contains(key, StringComparer.Ordinal) && HasPrefix(key))
            {
                var where = WellKnownAnnotations.IsKnown(key) ? "'metadata.annotations'" : "'metadata.annotations' or 'metadata.labels'";
                findings.Add(Rule, field.Entry!.Name, field.Pointer, $"{Wording.Quote(key)} directly below 'metadata' means nothing to Backstage. Move it below {where}.");
            }
        }
    }

    // PREFIX/NAME, as only annotations and labels are named.
    private static bool HasPrefix(string key) => key.Split('/') is [{ Length: > 0 }, { Length: > 0 }];
}
