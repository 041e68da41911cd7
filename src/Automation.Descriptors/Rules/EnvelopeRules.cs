using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Schema;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>
/// The minimum for an entity: <c>apiVersion</c>, <c>kind</c>, <c>metadata.name</c>. Backstage checks this while it reads
/// the file, so that one document without it makes Backstage reject the whole file (specs, descriptors §2).
/// </summary>
internal static class EnvelopeRules
{
    public static readonly Rule Envelope = new(
        "catalog/envelope", Severity.Error, Responsible.ApplicationTeam, "Give each document an apiVersion, a kind and a metadata.name.")
    {
        Consequence = Consequence.RejectsFile,
        Detects = "A document without `apiVersion`, `kind` or `metadata.name`; one of these, or `metadata.namespace`, that is not text or is empty; "
            + "`metadata.annotations` that is not a map.",
        Why = "These fields identify the entity. One document without them keeps everything in the file out of Backstage.",
        FixDetails = "Quote a name that consists of digits: YAML reads `2024` as a number.",
        Bad = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: 2024",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: \"2024\"",
        Sources =
        [
            RuleSource.Backstage("EntityEnvelope.schema.json", "packages/catalog-model/src/schema/EntityEnvelope.schema.json"),
            RuleSource.Backstage("ProcessorOutputCollector.ts", "plugins/catalog-backend/src/processing/ProcessorOutputCollector.ts"),
        ],
    };

    public static readonly Rule UnknownRootField = new(
        "catalog/unknown-root-field", Severity.Error, Responsible.ApplicationTeam, "Keep only apiVersion, kind, metadata and spec at the root.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A field at the root of a descriptor other than `apiVersion`, `kind`, `metadata` and `spec`: for example `$schema`, a field that only "
            + "holds YAML anchors, or `relations` and `status`, which Backstage writes itself.",
        Why = "Backstage rejects an entity with an unknown field at its root.",
        FixDetails = "Correct the spelling, or move the field to `metadata` or `spec`, which accept custom fields.",
        Bad = "kind: Component\nmetadta:\n  name: orders",
        Good = "kind: Component\nmetadata:\n  name: orders",
        Sources =
        [
            RuleSource.Backstage("NoForeignRootFieldsEntityPolicy.ts", "packages/catalog-model/src/entity/policies/NoForeignRootFieldsEntityPolicy.ts"),
            RuleSource.Backstage("Entity.schema.json", "packages/catalog-model/src/schema/Entity.schema.json"),
        ],
    };

    public static IReadOnlyList<Rule> All { get; } = [Envelope, UnknownRootField];

    /// <summary>Whether the envelope is valid; reports what is invalid.</summary>
    public static bool Check(Place root, FindingCollector findings)
    {
        var before = findings.All.Count;
        Require(root, "apiVersion", "such as 'backstage.io/v1alpha1'", findings);
        Require(root, "kind", "such as 'Component'", findings);
        if (root.Field("metadata") is not { } metadata)
        {
            ReportMissing(root, "metadata", "a map with the entity's name", findings);
        }
        else if (metadata.Value is not YamlMapping)
        {
            findings.Add(Envelope, metadata, $"'metadata' must be a map with the entity's name, but is {DescriptorWording.WhatIs(metadata.Value)}.");
        }
        else
        {
            Require(metadata, "name", "the entity's name", findings);
            if (metadata.Field("namespace") is { } @namespace)
            {
                RequireText(@namespace, findings, YamlFix.Remove(findings.Source, @namespace.Entry!));
            }

            if (metadata.Field("annotations") is { } annotations && annotations.Value is { IsFalsy: false } and not YamlMapping)
            {
                findings.Add(Envelope, annotations, $"'metadata.annotations' must be a map, but is {DescriptorWording.WhatIs(annotations.Value)}.");
            }
        }

        return findings.All.Count == before;
    }

    /// <summary>Reports fields that do not belong at the root.</summary>
    public static void CheckRootFields(Place root, FindingCollector findings)
    {
        foreach (var field in root.Fields().Where(f => !KnownFields.Root.Contains(f.Pointer.Last, StringComparer.Ordinal)))
        {
            var name = field.Pointer.Last;
            var better = DidYouMean.Closest(name, KnownFields.Root.Where(known => root.Field(known) is null));
            var advice = name.Length == 0 ? "Give it a name, or remove it."
                : name is "relations" or "status"
                ? "Backstage writes it itself; remove it."
                : char.IsWhiteSpace(name, 0) ? "It begins with a character that only looks like a space, so the line is not indented. Replace that character "
                    + "with spaces."
                : better is null ? "Remove it, or move it below 'metadata' or 'spec'." : $"Did you mean '{better}'?";
            var fix = better is null ? null : YamlFix.Rename(findings.Source, field.Entry!, better);
            findings.Add(
                UnknownRootField,
                field.Entry!.Name,
                field.Pointer,
                $"{DescriptorWording.Quote(name)} is not allowed at the root of a descriptor. {advice}",
                fix);
        }
    }

    private static void Require(Place parent, string field, string meaning, FindingCollector findings)
    {
        if (parent.Field(field) is { } found)
        {
            RequireText(found, findings, fix: null);
        }
        else
        {
            ReportMissing(parent, field, meaning, findings);
        }
    }

    private static void RequireText(Place place, FindingCollector findings, Fix? fix)
    {
        var problem = place switch
        {
            { Text: { Length: > 0 } } => null,
            { Text: not null } => "is empty. Give it a value.",
            { Value.IsNull: true } => "is null. Give it a value.",
            { Value.Type: YamlType.Number or YamlType.Boolean } => $"must be text, but is {DescriptorWording.WhatIs(place.Value)}. Put it in quotes.",
            _ => $"must be text, but is {DescriptorWording.WhatIs(place.Value)}.",
        };
        if (problem is not null)
        {
            var quote = place.Value.Type is YamlType.Number or YamlType.Boolean ? YamlFix.Quote(findings.Source, place.Value) : null;
            findings.Add(Envelope, place, $"'{place.Path}' {problem}", quote ?? fix);
        }
    }

    private static void ReportMissing(Place parent, string field, string meaning, FindingCollector findings)
    {
        var known = parent.Pointer.Parent is null ? KnownFields.Root : KnownFields.Metadata;
        MissingField.Report(Envelope, parent, field, meaning, name => known.Contains(name, StringComparer.Ordinal), findings);
    }
}
