using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Schema;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>A key that Backstage ignores, and that is similar to a known one. A missing required key has its own rule (<c>catalog/field-missing</c>).</summary>
internal static class MisspeltKeyRule
{
    public static readonly Rule Rule = new("catalog/misspelt-key", Severity.Warning, Responsible.ApplicationTeam, "Correct the spelling of the key.")
    {
        Detects = "A key in `metadata`, `spec`, a link, a profile, a step or the annotations that is one or two letters away from a known key which is "
            + "missing.",
        Why = "Backstage allows unknown keys in these places, so the mistake is not an error: the value is never used.",
        Bad = "spec:\n  consumesApi:\n    - orders-api",
        Good = "spec:\n  consumesApis:\n    - orders-api",
        Sources =
        [
            RuleSource.Backstage("EntityMeta.schema.json", "packages/catalog-model/src/schema/EntityMeta.schema.json"),
            RuleSource.BackstageKinds,
        ],
    };

    private const int MostEdits = 2;

    private static readonly Field[] Metadata =
    [
        Field.Required("name", Shape.Text, ""),
        Field.Optional("namespace", Shape.Text),
        Field.Optional("title", Shape.Text),
        Field.Optional("description", Shape.AnyText),
        Field.Optional("labels", Shape.Map),
        Field.Optional("annotations", Shape.Map),
        Field.Optional("tags", Shape.ListOf(Shape.Text)),
        Field.Optional("links", Shape.ListOf(Shape.Map)),
    ];

    private static readonly Field[] Link =
        [Field.Required("url", Shape.Text, ""), Field.Optional("title", Shape.Text), Field.Optional("icon", Shape.Text), Field.Optional("type", Shape.Text)];

    private static readonly Field[] Profile =
        [Field.Optional("displayName", Shape.Text), Field.Optional("email", Shape.Text), Field.Optional("picture", Shape.Text)];

    private static readonly Field[] Step =
    [
        Field.Required("action", Shape.AnyText, ""),
        Field.Optional("id", Shape.AnyText),
        Field.Optional("name", Shape.AnyText),
        Field.Optional("input", Shape.Map),
        Field.Optional("if", Shape.TextOrBoolean),
        Field.Optional("each", Shape.Anything),
    ];

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Metadata is { } metadata)
        {
            CheckKeys(metadata, Metadata, findings);
            CheckItems(metadata, "links", Link, findings);
            CheckAnnotations(metadata, findings);
        }

        if (descriptor.Spec is { } spec && BuiltInKinds.Find(descriptor.Kind, descriptor.ApiVersion) is { } kind)
        {
            CheckKeys(spec, kind.Fields, findings);
            if (descriptor.Kind == "Template")
            {
                CheckItems(spec, "steps", Step, findings);
            }
            else if (descriptor.Kind is "Group" or "User" && spec.Field("profile") is { } profile)
            {
                CheckKeys(profile, Profile, findings);
            }
        }
    }

    private static void CheckItems(Place parent, string list, Field[] known, FindingCollector findings)
    {
        if (parent.Field(list) is { } items)
        {
            foreach (var item in items.Items())
            {
                CheckKeys(item, known, findings);
            }
        }
    }

    private static void CheckKeys(Place map, IReadOnlyList<Field> known, FindingCollector findings)
    {
        if (map.Value is not YamlMapping { Entries: var entries } mapping)
        {
            return;
        }

        foreach (var entry in entries)
        {
            if (!IsKnown(entry.Key, known) && Closest(entry.Key, known, mapping) is { IsRequired: false } field)
            {
                var place = map.Of(entry);
                Report(place, field.Name, Fits(place, field, findings.Source) ? null : field.Shape.Expected, findings);
            }
        }
    }

    private static bool IsKnown(string key, IReadOnlyList<Field> known)
    {
        foreach (var field in known)
        {
            if (field.Name == key)
            {
                return true;
            }
        }

        // A known field is not a misspelling of another, such as 'domain' of a component.
        return BuiltInKinds.SpecFields.Contains(key) || KnownFields.Metadata.Contains(key, StringComparer.Ordinal);
    }

    private static Field? Closest(string key, IReadOnlyList<Field> known, YamlMapping mapping)
    {
        var name = DidYouMean.Closest(key, known.Select(f => f.Name), MostEdits);
        return name is null || mapping.TryGet(name, out _) ? null : known.First(f => f.Name == name);
    }

    // Renaming a key whose value has another shape would turn an ignored value into a rejected one.
    private static bool Fits(Place place, Field field, SourceText source)
    {
        var problems = new FindingCollector(source, "");
        field.Shape.Check(place, problems);
        return problems.All.Count == 0;
    }

    private static void CheckAnnotations(Place metadata, FindingCollector findings)
    {
        if (metadata.Field("annotations") is not { Value: YamlMapping mapping } annotations)
        {
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            if (WellKnownAnnotations.MeantBy(entry.Key) is { } meant && !mapping.TryGet(meant, out _))
            {
                Report(annotations.Of(entry), meant, expected: null, findings);
            }
        }
    }

    private static void Report(Place place, string meant, string? expected, FindingCollector findings)
    {
        var key = place.Entry!;
        var fix = expected is null ? YamlFix.Rename(findings.Source, key, meant) : null;
        findings.Add(
            Rule,
            key.Name,
            place.Pointer,
            $"{DescriptorWording.Quote(key.Key)} means nothing to Backstage. Did you mean "
            + $"'{meant}'?{(expected is null ? "" : $" Its value must be {expected}.")}",
            fix);
    }
}
