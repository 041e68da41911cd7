using Automation.Catalog.Descriptors;
using Automation.Catalog.Relations;
using Automation.Core;
using Automation.Core.Findings;

namespace Automation.Catalog.Rules;

/// <summary>How references are written (specs, descriptors §7): Backstage only splits them, but an entity with one it cannot split is rejected.</summary>
internal static class ReferenceTextRules
{
    public static readonly Rule Format = new("catalog/reference-format", Severity.Error, Responsible.ApplicationTeam, "Write references as '[kind:][namespace/]name'.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "No part of a reference may be empty. One bad reference rejects the whole entity.",
        Bad = "spec:\n  owner: https://github.com/orgs/acme/teams/payments",
        Good = "spec:\n  owner: group:payments",
        Source = "parseEntityRef of @backstage/catalog-model 1.10.1",
    };

    public static readonly Rule KindMissing = new("catalog/reference-kind-missing", Severity.Error, Responsible.ApplicationTeam, "Name the kind in 'dependsOn' and 'dependencyOf'.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "A component can depend on components and on resources, so that these two fields have no default kind: a reference without one rejects the whole entity.",
        Bad = "spec:\n  dependsOn:\n    - orders-db",
        Good = "spec:\n  dependsOn:\n    - resource:orders-db",
        Source = "BuiltinKindsEntityProcessor of plugin-catalog-backend 4.0.0",
    };

    public static IReadOnlyList<Rule> All { get; } = [Format, KindMissing];

    public static void Check(Descriptor descriptor, Findings findings)
    {
        foreach (var reference in Reference.Of(descriptor).Where(r => r.Place.Text is { Length: > 0 } || r.Field.IsUnchecked))
        {
            switch (reference.Problem)
            {
                case EntityRefProblem.KindMissing:
                    var name = reference.Place.Text ?? reference.Place.Field("name")?.Text ?? "";
                    findings.Add(KindMissing, reference.Place, $"{Wording.Quote(name)} names no kind, and '{reference.Field.Name}' has no default: write {Wording.Quote($"component:{name}")} or {Wording.Quote($"resource:{name}")}.");
                    break;
                case EntityRefProblem.EmptyPart when reference.Place.Text is { } text:
                    findings.Add(Format, reference.Place, $"{Wording.Quote(text)} is not a reference: it is read as '[kind:][namespace/]name', and one of the parts is empty.");
                    break;
                case EntityRefProblem.EmptyPart:
                    findings.Add(Format, reference.Place, $"'{reference.Place.Path}' must be a reference, '[kind:][namespace/]name', but is {Wording.WhatIs(reference.Place.Value)}.");
                    break;
            }
        }
    }
}
