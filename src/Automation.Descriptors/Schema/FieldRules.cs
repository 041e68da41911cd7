using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Schema;

/// <summary>The four ways a field's value can have the wrong shape. Backstage validates these with JSON Schema.</summary>
internal static class FieldRules
{
    public static readonly Rule Missing = new("catalog/field-missing", Severity.Error, Responsible.ApplicationTeam, "Add the fields that the kind requires.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "An entity without a field that its kind requires.",
        Why = "Backstage rejects the entity: a new one never appears, and an existing one keeps its last valid version.",
        Bad = "kind: Component\nspec:\n  type: service\n  owner: payments",
        Good = "kind: Component\nspec:\n  type: service\n  lifecycle: production\n  owner: payments",
        Sources =
        [
            RuleSource.BackstageKinds,
            RuleSource.Backstage("Template.v1beta3.schema.json", "plugins/scaffolder-common/src/Template.v1beta3.schema.json"),
        ],
    };

    public static readonly Rule Type = new("catalog/field-type", Severity.Error, Responsible.ApplicationTeam, "Give the field a value of the required type.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A value whose type is not the one that the field requires.",
        Why = "Backstage rejects the entity. YAML derives the type from the notation: `1.0` is a number and `true` is a boolean.",
        FixDetails = "Put quotes around a number or a boolean that is meant as text.",
        Bad = "metadata:\n  annotations:\n    example.com/cost-center: 4711",
        Good = "metadata:\n  annotations:\n    example.com/cost-center: \"4711\"",
        Sources =
        [
            RuleSource.BackstageKinds,
            RuleSource.Backstage("EntityMeta.schema.json", "packages/catalog-model/src/schema/EntityMeta.schema.json"),
        ],
    };

    public static readonly Rule Null = new("catalog/field-null", Severity.Error, Responsible.ApplicationTeam, "Remove a field that has no value.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "An optional field with nothing after its colon.",
        Why = "YAML reads this as null, and to Backstage null is not the same as absent: it rejects the entity.",
        FixDetails = "If the field has a value, write it.",
        Bad = "spec:\n  owner: payments\n  system:",
        Good = "spec:\n  owner: payments",
        Sources = [RuleSource.BackstageKinds],
    };

    public static readonly Rule Empty = new("catalog/field-empty", Severity.Error, Responsible.ApplicationTeam, "Write a value, or remove the field.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "Empty text in a field that requires at least one character.",
        Why = "Backstage rejects the entity: a new one never appears, and an existing one keeps its last valid version.",
        Bad = "spec:\n  system: \"\"",
        Good = "spec:\n  system: checkout",
        Sources = [RuleSource.BackstageKinds],
    };

    public static readonly Rule NotAllowed = new(
        "catalog/value-not-allowed", Severity.Error, Responsible.ApplicationTeam, "Use one of the values that the field allows.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A value outside the fixed list of a field, such as `presence` of a Location.",
        Why = "Backstage rejects the entity: a new one never appears, and an existing one keeps its last valid version.",
        FixDetails = "The message lists the allowed values.",
        Bad = "kind: Location\nspec:\n  presence: maybe",
        Good = "kind: Location\nspec:\n  presence: optional",
        Sources = [RuleSource.BackstageKinds],
    };

    public static IReadOnlyList<Rule> All { get; } = [Missing, Type, Null, Empty, NotAllowed];

    private const string HowToWriteMaps = " Write its fields below, each on its own line as 'name: value' with a space after the colon.";

    public static void ReportMissing(FindingCollector findings, Place parent, string field, string expected) =>
        MissingField.Report(Missing, parent, field, expected, BuiltInKinds.SpecFields.Contains, findings);

    public static void ReportWrongType(FindingCollector findings, Place place, string expected, ExpectedType type = ExpectedType.Other)
    {
        var isQuotable = type == ExpectedType.Text && place.Value.Type is YamlType.Number or YamlType.Boolean;
        var fix = isQuotable ? YamlFix.Quote(findings.Source, place.Value) : null;
        var hint = isQuotable ? " Put it in quotes."
            : type == ExpectedType.Map && place.Value is YamlScalar { Type: YamlType.String, Style: YamlScalarStyle.Plain } ? HowToWriteMaps
            : "";
        findings.Add(Type, place, $"'{place.Path}' must be {expected}, but is {DescriptorWording.WhatIs(place.Value)}.{hint}", fix);
    }

    public static void ReportNull(FindingCollector findings, Place place, bool isRequired)
    {
        var fix = isRequired || place.Entry is null ? null : YamlFix.Remove(findings.Source, place.Entry);
        var advice = isRequired ? "Give it a value." : "Give it a value or remove the line: null is not the same as absent.";
        findings.Add(Null, place, $"'{place.Path}' is null. {advice}", fix);
    }

    public static void ReportEmpty(FindingCollector findings, Place place, bool isRequired) =>
        findings.Add(Empty, place, $"'{place.Path}' is empty. {(isRequired ? "Give it a value." : "Give it a value or remove it.")}");

    public static void ReportNotAllowed(FindingCollector findings, Place place, string text, IReadOnlyList<string> allowed)
    {
        var better = Core.Text.DidYouMean.Closest(text, allowed);
        findings.Add(
            NotAllowed,
            place,
            $"'{place.Path}' must be {string.Join(" or ", allowed.Select(a => $"'{a}'"))}, not {DescriptorWording.Quote(text)}.",
            better is null ? null : YamlFix.Replace(findings.Source, place.Value, better));
    }
}

/// <summary>The kind of value that a field requires, as far as fixes depend on it.</summary>
internal enum ExpectedType
{
    Other,

    /// <summary>Text: a number or a boolean only needs quotes.</summary>
    Text,

    Map,
}
