using Automation.Core;
using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.Rules;

/// <summary>How references are written (specs, descriptors §7): Backstage only splits them, but an entity with one it cannot split is rejected.</summary>
internal static class ReferenceTextRules
{
    public static readonly Rule Format = new(
        "catalog/reference-format", Severity.Error, Responsible.ApplicationTeam, "Write references as '[kind:][namespace/]name'.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A reference with an empty part, such as the URL of a team.",
        Why = "One invalid reference makes Backstage reject the whole entity.",
        Bad = "spec:\n  owner: https://github.com/orgs/acme/teams/payments",
        Good = "spec:\n  owner: group:payments",
        Sources =
        [
            RuleSource.Backstage("ref.ts", "packages/catalog-model/src/entity/ref.ts"),
            RuleSource.BackstageDocs("Entity References", "references"),
        ],
    };

    public static readonly Rule KindMissing = new(
        "catalog/reference-kind-missing", Severity.Error, Responsible.ApplicationTeam, "Add the kind to references in 'dependsOn' and 'dependencyOf'.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A reference without a kind in `dependsOn` or `dependencyOf`.",
        Why = "A component can depend on components and on resources, so these fields have no default kind. Backstage rejects the whole entity.",
        FixDetails = "Write `component:NAME` or `resource:NAME`.",
        Bad = "spec:\n  dependsOn:\n    - orders-db",
        Good = "spec:\n  dependsOn:\n    - resource:orders-db",
        Sources =
        [
            RuleSource.Backstage("BuiltinKindsEntityProcessor.ts", "plugins/catalog-backend/src/processors/BuiltinKindsEntityProcessor.ts"),
            RuleSource.BackstageDocs("Entity References", "references"),
        ],
    };

    public static IReadOnlyList<Rule> All { get; } = [Format, KindMissing];

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        foreach (var reference in Reference.Of(descriptor).Where(r => r.Place.Text is { Length: > 0 } || r.Field.IsUnchecked))
        {
            switch (reference.Problem)
            {
                // Text in place of a list is another error, and stays one with a kind.
                case EntityRefProblem.KindMissing when reference.Place.Entry is not null:
                    break;
                case EntityRefProblem.KindMissing:
                    var name = reference.Place.Text ?? reference.Place.Field("name")?.Text ?? "";
                    findings.Add(
                        KindMissing,
                        reference.Place,
                        $"{DescriptorWording.Quote(name)} has no kind, and '{reference.Field.Name}' has no default: write "
                        + $"{DescriptorWording.Quote($"component:{name}")} or {DescriptorWording.Quote($"resource:{name}")}.");
                    break;
                case EntityRefProblem.EmptyPart when reference.Place.Text is { } text:
                    findings.Add(
                        Format,
                        reference.Place,
                        $"{DescriptorWording.Quote(text)} is not a reference: it is read as '[kind:][namespace/]name', and one of the parts is empty.");
                    break;
                case EntityRefProblem.EmptyPart:
                    findings.Add(
                        Format,
                        reference.Place,
                        $"'{reference.Place.Path}' must be a reference, '[kind:][namespace/]name', but is {DescriptorWording.WhatIs(reference.Place.Value)}.");
                    break;
            }
        }
    }
}
