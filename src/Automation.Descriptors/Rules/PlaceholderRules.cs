using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Formats;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>The allowed values of a placeholder (specs, descriptors §4).</summary>
internal static class PlaceholderRules
{
    public static readonly Rule Value = new(
        "catalog/placeholder-value", Severity.Error, Responsible.ApplicationTeam, "Give a placeholder the path or URL of a file.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A `$text`, `$json` or `$yaml` whose value is not text.",
        Why = "Backstage cannot resolve the placeholder and rejects the entity.",
        FixDetails = "Write a path relative to the descriptor (`./openapi.yaml`), a path from the root of the repository (`/docs/openapi.yaml`), or a "
            + "URL.",
        Bad = "definition:\n  $text:",
        Good = "definition:\n  $text: ./openapi.yaml",
        Sources =
        [
            RuleSource.Backstage("PlaceholderProcessor.ts", "plugins/catalog-backend/src/processors/PlaceholderProcessor.ts"),
            RuleSource.BackstageDocs("Substitutions in the descriptor format", "descriptor-format#substitutions-in-the-descriptor-format"),
        ],
    };

    public static readonly Rule OtherRepository = new(
        "catalog/placeholder-other-repository", Severity.Error, Responsible.ApplicationTeam, "Read placeholders from the descriptor's own repository.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A placeholder that resolves to another repository, to another host that Backstage has an integration for, such as gitlab.com, or to "
            + "a path above the root of the repository (`../../x.yaml`).",
        Why = "Since version 4.0.3 the catalog backend reads placeholders only from the descriptor's own repository, and rejects the entity "
            + "otherwise. This includes URLs that are not files, such as release downloads. A host without an integration, such as "
            + "raw.githubusercontent.com, is allowed. Versions 4.0.0 to 4.0.2 compared repositories only if both URLs named a file.",
        FixDetails = "Copy the file into this repository, or publish it on a host that is not a source code host.",
        Bad = "definition:\n  $text: https://github.com/acme/api-specs/blob/main/orders.yaml",
        Good = "definition:\n  $text: ./orders.yaml",
        Sources =
        [
            RuleSource.BackstageChange("catalog-backend 4.0.3", "plugins/catalog-backend/CHANGELOG.md#403"),
            RuleSource.Backstage("PlaceholderProcessor.ts", "plugins/catalog-backend/src/processors/PlaceholderProcessor.ts"),
        ],
    };

    public static readonly Rule Ignored = new(
        "catalog/placeholder-ignored", Severity.Warning, Responsible.ApplicationTeam, "Write a placeholder as the only key of its map.")
    {
        Detects = "A map with a `$` key and at least one other key.",
        Why = "Backstage does not resolve it: the map stays as it is. If the field must be text, as `spec.definition` must, Backstage then rejects "
            + "the entity.",
        FixDetails = "Remove the other keys.",
        Bad = "definition:\n  $text: ./openapi.yaml\n  version: 3",
        Good = "definition:\n  $text: ./openapi.yaml",
        Sources = [RuleSource.Backstage("PlaceholderProcessor.ts", "plugins/catalog-backend/src/processors/PlaceholderProcessor.ts")],
    };

    public static readonly Rule NeedsModule = new(
        "catalog/placeholder-needs-module", Severity.Warning, Responsible.PlatformTeam, "Install the module that resolves this placeholder.")
    {
        Detects = "The placeholder `$openapi` or `$asyncapi`.",
        Afterwards = "rejects the entity without the module",
        Why = "Only the openapi module of the catalog backend resolves these placeholders. Without it, the definition stays a map, and Backstage "
            + "rejects the API because it must be text.",
        FixDetails = "Without the module, use `$text` if the definition has no references to other files.",
        Bad = "definition:\n  $openapi: ./openapi.yaml",
        Good = "definition:\n  $text: ./openapi.yaml",
        Sources =
        [
            RuleSource.Backstage("jsonSchemaRefPlaceholderResolver.ts", "plugins/catalog-backend-module-openapi/src/jsonSchemaRefPlaceholderResolver.ts"),
        ],
    };

    public static IReadOnlyList<Rule> All { get; } = [Value, OtherRepository, Ignored, NeedsModule];

    public static void Check(Place root, DescriptorContext context, FindingCollector findings)
    {
        // Almost no document has one: positions are computed only for those that do.
        if (!Placeholders.AnyIn(root.Value))
        {
            return;
        }

        foreach (var placeholder in Placeholders.Of(root))
        {
            var descriptor = DescriptorUrl.Of(context.Path, context.Repository);
            var target = placeholder.Fields().First();
            if (target.Text is not { } text)
            {
                findings.Add(Value, target, $"'{target.Pointer.Last}' must be a path or a URL, as text, but is {DescriptorWording.WhatIs(target.Value)}.");
            }
            else if (IsContent(text))
            {
                findings.Add(
                    Value,
                    target,
                    $"'{target.Pointer.Last}' takes the path or the URL of a file, not its text. Write the text as the value of "
                    + $"'{placeholder.Path}' itself, or put it into a file.");
            }
            else if (descriptor.Resolve(text) is not { } url)
            {
                findings.Add(Value, target, $"{DescriptorWording.Quote(text)} is neither a path nor a URL.");
            }
            else if (context.Repository is not null && descriptor.IsOtherRepository(url))
            {
                findings.Add(
                    OtherRepository,
                    target,
                    $"{DescriptorWording.Quote(text)} is not in {context.Repository}; Backstage reads placeholders only from the descriptor's own repository. "
                    + "Use the path of a file in it.");
            }
        }

        ReportIgnored(root, findings);
    }

    /// <summary>Whether this is the text of a file, where its path is expected: a path has one line.</summary>
    public static bool IsContent(string text) => text.AsSpan().Trim().Contains('\n');

    private static void ReportIgnored(Place place, FindingCollector findings)
    {
        if (place.Value is YamlMapping mapping && mapping.Entries.FirstOrDefault(e => e.Key.StartsWith('$')) is { } key)
        {
            if (mapping.Entries.Count > 1 && key.Key is "$text" or "$json" or "$yaml" or "$openapi" or "$asyncapi")
            {
                findings.Add(
                    Ignored,
                    key.Name,
                    place.Pointer.Field(key.Key),
                    $"'{key.Key}' has other keys beside it, so Backstage does not read the file it names. Make it the only key.");
            }
            else if (mapping.Entries.Count == 1 && key.Key is "$openapi" or "$asyncapi")
            {
                findings.Add(
                    NeedsModule,
                    key.Name,
                    place.Pointer.Field(key.Key),
                    $"'{key.Key}' is resolved only by Backstage's openapi module; without it the entity is rejected. Use '$text' unless the module is "
                    + "installed.");
            }

            return;
        }

        foreach (var child in place.Fields().Concat(place.Items()))
        {
            ReportIgnored(child, findings);
        }
    }
}
