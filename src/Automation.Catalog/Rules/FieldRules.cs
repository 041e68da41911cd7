using Automation.Catalog.Descriptors;
using Automation.Catalog.Fixes;
using Automation.Core.Findings;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Rules;

/// <summary>The four ways a field's value can have the wrong shape. Backstage judges these by JSON Schema.</summary>
internal static class FieldRules
{
    public static readonly Rule Missing = new("catalog/field-missing", Severity.Error, Responsible.ApplicationTeam, "Give the entity every field its kind requires.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "Each kind has fields that Backstage requires; without one of them the entity never appears, or stays as it was before the change.",
        Bad = "kind: Component\nspec:\n  type: service\n  owner: payments",
        Good = "kind: Component\nspec:\n  type: service\n  lifecycle: production\n  owner: payments",
        Source = "JSON Schemas of @backstage/catalog-model 1.10.1 and plugin-scaffolder-common 2.3.0",
    };

    public static readonly Rule Type = new("catalog/field-type", Severity.Error, Responsible.ApplicationTeam, "Give the field a value of the type it takes.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "YAML types a value by its looks: `1.0` is a number and `true` a boolean. Where Backstage wants text, such a value needs quotes.",
        Bad = "metadata:\n  annotations:\n    example.com/cost-center: 4711",
        Good = "metadata:\n  annotations:\n    example.com/cost-center: \"4711\"",
        Source = "JSON Schemas of @backstage/catalog-model 1.10.1",
    };

    public static readonly Rule Null = new("catalog/field-null", Severity.Error, Responsible.ApplicationTeam, "Leave a field out instead of leaving it blank.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "A name with nothing after the colon is null, and for Backstage null is not the same as absent: the whole entity is rejected.",
        Bad = "spec:\n  owner: payments\n  system:",
        Good = "spec:\n  owner: payments",
        Source = "JSON Schemas of @backstage/catalog-model 1.10.1",
    };

    public static readonly Rule Empty = new("catalog/field-empty", Severity.Error, Responsible.ApplicationTeam, "Write a value, or leave the field out.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "Empty text is rejected wherever a name, reference, type or title is expected.",
        Bad = "spec:\n  system: \"\"",
        Good = "spec:\n  system: checkout",
        Source = "JSON Schemas of @backstage/catalog-model 1.10.1",
    };

    public static readonly Rule NotAllowed = new("catalog/value-not-allowed", Severity.Error, Responsible.ApplicationTeam, "Use one of the values the field allows.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "A few fields take one of a fixed list of values.",
        Bad = "kind: Location\nspec:\n  presence: maybe",
        Good = "kind: Location\nspec:\n  presence: optional",
        Source = "JSON Schemas of @backstage/catalog-model 1.10.1",
    };

    public static IReadOnlyList<Rule> All { get; } = [Missing, Type, Null, Empty, NotAllowed];

    public static void SayMissing(Findings findings, Place parent, string field, string expected)
    {
        var misspelt = parent.Fields().FirstOrDefault(f => Core.Text.DidYouMean.Closest(f.Pointer.Last, [field]) is not null && !IsKnownElsewhere(f.Pointer.Last));
        var (hint, fix) = misspelt?.Entry is { } entry
            ? ($" '{entry.Key}' looks like it: rename it.", YamlFix.Rename(findings.Source, entry, field))
            : ("", null);
        var at = misspelt?.Entry?.Name ?? parent.Entry?.Name ?? parent.Value;
        findings.Add(Missing, at, parent.Pointer.Field(field), $"{Owner(parent)} has no '{field}'. Add it: {expected}.{hint}", fix);
    }

    public static void SayWrongType(Findings findings, Place place, string expected)
    {
        var isQuotable = expected.StartsWith("text", StringComparison.Ordinal) && place.Value.Type is YamlType.Number or YamlType.Boolean;
        var fix = isQuotable ? YamlFix.Quote(findings.Source, place.Value) : null;
        var hint = isQuotable ? " Put it in quotes."
            : expected == "a map" && place.Value is YamlScalar { Type: YamlType.String, Style: YamlScalarStyle.Plain } ? " Write its fields as 'name: value', each on a line below, with a blank after the colon."
            : "";
        findings.Add(Type, place, $"'{place.Path}' must be {expected}, but is {Wording.WhatIs(place.Value)}.{hint}", fix);
    }

    public static void SayNull(Findings findings, Place place, bool isRequired)
    {
        var fix = isRequired || place.Entry is null ? null : YamlFix.Remove(findings.Source, place.Entry);
        var advice = isRequired ? "Give it a value." : "Give it a value or remove the line: null is not the same as absent.";
        findings.Add(Null, place, $"'{place.Path}' is null. {advice}", fix);
    }

    public static void SayEmpty(Findings findings, Place place, bool isRequired) =>
        findings.Add(Empty, place, $"'{place.Path}' is empty. {(isRequired ? "Give it a value." : "Give it a value or remove it.")}");

    public static void SayNotAllowed(Findings findings, Place place, string text, IReadOnlyList<string> allowed)
    {
        var better = Core.Text.DidYouMean.Closest(text, allowed);
        findings.Add(
            NotAllowed,
            place,
            $"'{place.Path}' must be {string.Join(" or ", allowed.Select(a => $"'{a}'"))}, not {Wording.Quote(text)}.",
            better is null ? null : YamlFix.Replace(findings.Source, place.Value, better));
    }

    // A field that exists in its own right is not a misspelling of another: 'type' of 'title', 'domain' of 'domains'.
    private static bool IsKnownElsewhere(string name) => Kinds.KnownFields.Spec.Contains(name);

    private static string Owner(Place parent) => parent.Path.Length == 0 ? "The document" : $"'{parent.Path}'";
}
