using Automation.Catalog.Descriptors;
using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Catalog.Rules;

/// <summary>A document that has nothing of an entity's envelope is something else: one finding says so, instead of one for each field that it lacks.</summary>
internal static class NotDescriptorRule
{
    public static readonly Rule Rule = new("catalog/not-a-descriptor", Severity.Error, Responsible.ApplicationTeam, "Keep only Backstage descriptors in descriptor files.")
    {
        Consequence = Consequence.RejectsFile,
        Why = "The document has no `apiVersion`, no `kind` and no `metadata.name`, so it is no entity. Backstage refuses it, and with it everything else in the file. "
            + "Where it is another sort of file, leave it out of the descriptors; where it is meant as an entity, begin it with these three.",
        Bad = "name: build\non: push",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders",
        Source = "EntityEnvelope.schema.json of @backstage/catalog-model 1.10.1",
    };

    private static readonly string[] Envelope = ["apiVersion", "kind", "metadata"];

    /// <summary>Whether the document is no descriptor; reports it if so.</summary>
    public static bool Check(Place root, Findings findings)
    {
        if (root.Field("apiVersion") is not null || root.Field("kind") is not null || root.Field("metadata")?.Field("name") is not null || IsMisspelt(root))
        {
            return false;
        }

        findings.Add(Rule, root.Fields().FirstOrDefault()?.Entry?.Name ?? root.Value, JsonPointer.Root, "This is not a Backstage descriptor: it has no 'apiVersion', no 'kind' and no 'metadata.name'. Add them, or leave the file out of the descriptors.");
        return true;
    }

    // An entity whose fields are misspelt is told which.
    private static bool IsMisspelt(Place root) => root.Fields().Any(f => f.Pointer.Last != "metadata" && DidYouMean.Closest(f.Pointer.Last, Envelope) is not null);
}
