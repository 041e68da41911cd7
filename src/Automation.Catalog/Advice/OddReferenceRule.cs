using Automation.Catalog.Descriptors;
using Automation.Catalog.Formats;
using Automation.Catalog.Relations;
using Automation.Core.Findings;

namespace Automation.Catalog.Advice;

/// <summary>References that no entity can answer to: Backstage splits them without a look at their letters (specs, descriptors §7).</summary>
internal static class OddReferenceRule
{
    public static readonly Rule Rule = new("catalog/reference-odd", Severity.Warning, Responsible.ApplicationTeam, "Write references that an entity can have.")
    {
        Why = "Backstage splits a reference at its first `:` and `/` and checks nothing else. Blanks, commas, and further colons and slashes become part of a name that no entity can have, so that the relation leads nowhere.",
        Bad = "spec:\n  owner: payments, ordering",
        Good = "spec:\n  owner: payments",
        Source = "parseEntityRef of @backstage/catalog-model 1.10.1",
    };

    public static void Check(Descriptor descriptor, Findings findings)
    {
        foreach (var reference in Reference.Of(descriptor))
        {
            if (reference is not { Target: { } target, Place.Text: { } text }
                || (EntityName.IsName(target.Name) && EntityName.IsDnsLabel(target.Namespace) && EntityName.IsKind(target.Kind)))
            {
                continue;
            }

            // The namespace may be the entity's own, whose mistakes are said where it is written.
            var isOwn = EntityName.IsName(target.Name) && EntityName.IsKind(target.Kind) && !text.Contains('/', StringComparison.Ordinal);
            var isSaidElsewhere = string.IsNullOrWhiteSpace(text) || (reference.Field.Name == "owner" && (OwnerTextRules.IsTeam(text) || OwnerTextRules.IsEmail(text)));
            var isTemplate = text.Contains("{{", StringComparison.Ordinal);
            if (!isOwn && !isSaidElsewhere && !isTemplate)
            {
                var (@namespace, name) = (Wording.Quote(target.Namespace), Wording.Quote(target.Name));
                findings.Add(Rule, reference.Place, $"{Wording.Quote(text)} is read as kind {Wording.Quote(target.Kind)}, namespace {@namespace}, name {name}: no entity can be called that.");
            }
        }
    }
}
