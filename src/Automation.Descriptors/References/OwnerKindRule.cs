using Automation.Core;
using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.References;

/// <summary>An owner is a group or a user.</summary>
internal static class OwnerKindRule
{
    public static readonly Rule Rule = new("reference/owner-kind", Severity.Warning, Responsible.ApplicationTeam, "Make a group or a user the owner.")
    {
        Detects = "An owner that is neither a Group nor a User.",
        Why = "Backstage accepts any entity as an owner, but only groups and users have members: no one is notified, and no page lists the entity "
            + "as owned. With the catalog model installed, Backstage drops such an owner.",
        Bad = "spec:\n  owner: component:legacy-reports",
        Good = "spec:\n  owner: group:analytics",
        Sources = [RuleSource.Backstage("ModelProcessor.ts", "plugins/catalog-backend/src/processors/ModelProcessor.ts")],
    };

    public static void Report(Reference reference, EntityRef target, Meant? meant, FindingCollector findings) =>
        findings.Add(
            Rule,
            reference.Place,
            $"{DescriptorWording.Quote(reference.Place.Text ?? target.ToString())} is of kind {target.Kind}, but an owner is a group or a user.{meant?.Hint}",
            meant?.Fix(findings.Source, reference.Place));
}
