using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Formats;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.Rules;

/// <summary>References that no entity can have: Backstage splits them without checking their characters (specs, descriptors §7).</summary>
internal static class OddReferenceRule
{
    public static readonly Rule Rule = new("catalog/reference-odd", Severity.Warning, Responsible.ApplicationTeam, "Write references that name one entity.")
    {
        Detects = "A reference with spaces, commas, or further colons and slashes.",
        Why = "Backstage splits a reference at its first `:` and `/` and checks nothing else. The result is a name that no entity can have, so "
            + "the target of the relation does not exist.",
        FixDetails = "Write `[kind:][namespace/]name`. If a field takes several references, write a list with one in each item.",
        Bad = "spec:\n  owner: payments, ordering",
        Good = "spec:\n  owner: payments",
        Sources = [RuleSource.Backstage("ref.ts", "packages/catalog-model/src/entity/ref.ts")],
    };

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        foreach (var reference in Reference.Of(descriptor))
        {
            if (reference is not { Target: { } target, Place.Text: { } text }
                || (EntityName.IsName(target.Name) && EntityName.IsDnsLabel(target.Namespace) && EntityName.IsKind(target.Kind)))
            {
                continue;
            }

            // The namespace may be the entity's own, whose mistakes are reported at its place.
            var isOwn = EntityName.IsName(target.Name) && EntityName.IsKind(target.Kind) && !text.Contains('/', StringComparison.Ordinal);
            var isSaidElsewhere = string.IsNullOrWhiteSpace(text)
                || (reference.Field.Name == "owner" && (OwnerTextRules.IsTeam(text) || OwnerTextRules.IsEmail(text)));
            var isTemplate = text.Contains("{{", StringComparison.Ordinal);
            if (!isOwn && !isSaidElsewhere && !isTemplate)
            {
                var (@namespace, name) = (DescriptorWording.Quote(target.Namespace), DescriptorWording.Quote(target.Name));
                findings.Add(
                    Rule,
                    reference.Place,
                    $"{DescriptorWording.Quote(text)} is read as kind {DescriptorWording.Quote(target.Kind)}, namespace {@namespace}, name {name}: no entity "
                    + "can be called that.");
            }
        }
    }
}
