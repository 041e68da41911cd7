using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Rules;

/// <summary>A document without any part of an envelope is not a descriptor: it has one finding, instead of one for each missing field.</summary>
internal static class NotDescriptorRule
{
    public static readonly Rule Rule = new(
        "catalog/not-a-descriptor", Severity.Error, Responsible.ApplicationTeam, "Keep only Backstage descriptors in descriptor files.")
    {
        Consequence = Consequence.RejectsFile,
        Detects = "A document that has neither `apiVersion`, `kind` nor `metadata.name`.",
        Why = "The document is not an entity. Backstage rejects it together with everything else in the file.",
        FixDetails = "If the file is not a descriptor, exclude it under `descriptors` in the configuration. If it is meant to be an entity, add the three "
            + "fields.",
        Bad = "name: build\non: push",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders",
        Sources = [RuleSource.Backstage("EntityEnvelope.schema.json", "packages/catalog-model/src/schema/EntityEnvelope.schema.json")],
    };

    private static readonly string[] Envelope = ["apiVersion", "kind", "metadata"];

    /// <summary>Whether the document is not a descriptor; reports it if so.</summary>
    public static bool Check(Place root, FindingCollector findings)
    {
        if (root.Field("apiVersion") is not null || root.Field("kind") is not null || root.Field("metadata")?.Field("name") is not null || IsMisspelt(root))
        {
            return false;
        }

        findings.Add(
            Rule,
            root.Fields().FirstOrDefault()?.Entry?.Name ?? root.Value,
            JsonPointer.Root,
            "This is not a Backstage descriptor: it has no 'apiVersion', no 'kind' and no 'metadata.name'. Add them, or exclude the file from the "
            + "descriptors.");
        return true;
    }

    // If fields are misspelt, other rules report them.
    private static bool IsMisspelt(Place root) =>
        root.Fields().Any(f => f.Pointer.Last != "metadata" && DidYouMean.Closest(f.Pointer.Last, Envelope) is not null);
}
