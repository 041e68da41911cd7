using Automation.Catalog.Descriptors;
using Automation.Catalog.Formats;
using Automation.Core.Findings;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Rules;

/// <summary>What a placeholder may name (specs, descriptors §4).</summary>
internal static class PlaceholderRules
{
    public static readonly Rule Value = new("catalog/placeholder-value", Severity.Error, Responsible.ApplicationTeam, "Name the file of a placeholder by a path or a URL.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "`$text`, `$json` and `$yaml` take text: a path from the descriptor (`./openapi.yaml`), a path from the root of the repository (`/docs/openapi.yaml`), or a URL.",
        Bad = "definition:\n  $text:",
        Good = "definition:\n  $text: ./openapi.yaml",
        Source = "PlaceholderProcessor of plugin-catalog-backend 4.0.0",
    };

    public static readonly Rule OtherRepository = new("catalog/placeholder-other-repository", Severity.Error, Responsible.ApplicationTeam, "Read placeholders from the descriptor's own repository.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "Backstage reads a placeholder only from the descriptor's own repository. The rule is that of version 4.0.5 of its catalog backend, which looks at the URL that a path or URL resolves to: "
            + "a host of an integration (github.com, gitlab.com, …) other than the descriptor's is refused; on the descriptor's own host every other repository is refused, also where the URL names no file of it, such as a release's download, "
            + "and so is a path that leads above the repository's root (`../../x.yaml`). A host without an integration, such as raw.githubusercontent.com, is read. "
            + "Version 4.0.0 to 4.0.2 compared repositories only where both URLs named a file: downloads and paths above the root passed, while raw.githubusercontent.com and www.github.com were refused. "
            + "Keep the file in this repository, or publish it at an address that is not a repository's.",
        Bad = "definition:\n  $text: https://github.com/acme/api-specs/blob/main/orders.yaml",
        Good = "definition:\n  $text: ./orders.yaml",
        Source = "PlaceholderProcessor of plugin-catalog-backend 4.0.5",
    };

    public static readonly Rule Ignored = new("catalog/placeholder-ignored", Severity.Warning, Responsible.ApplicationTeam, "Write a placeholder as the only key of its map.")
    {
        Why = "A map with a `$` key and any other key is not a placeholder for Backstage: it is left as it is, and nothing below it is looked at. Where text is expected, such as in `spec.definition`, the entity is then rejected.",
        Bad = "definition:\n  $text: ./openapi.yaml\n  version: 3",
        Good = "definition:\n  $text: ./openapi.yaml",
        Source = "PlaceholderProcessor of plugin-catalog-backend 4.0.0",
    };

    public static readonly Rule NeedsModule = new("catalog/placeholder-needs-module", Severity.Warning, Responsible.PlatformTeam, "Install the module that resolves this placeholder.")
    {
        Why = "`$openapi` and `$asyncapi` are resolved only where the catalog backend's openapi module is installed. A default Backstage leaves the map as it is and then rejects the API, because its definition is not text.",
        Bad = "definition:\n  $openapi: ./openapi.yaml",
        Good = "definition:\n  $text: ./openapi.yaml",
        Source = "plugin-catalog-backend-module-openapi",
    };

    public static IReadOnlyList<Rule> All { get; } = [Value, OtherRepository, Ignored, NeedsModule];

    public static void Check(Place root, DescriptorContext context, Findings findings)
    {
        // Almost no document has one: places are made only for those that do.
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
                findings.Add(Value, target, $"'{target.Pointer.Last}' takes a path or a URL as text, but is {Wording.WhatIs(target.Value)}.");
            }
            else if (descriptor.Resolve(text) is not { } url)
            {
                findings.Add(Value, target, $"{Wording.Quote(text)} is neither a path nor a URL.");
            }
            else if (context.Repository is not null && descriptor.IsOtherRepository(url))
            {
                findings.Add(OtherRepository, target, $"{Wording.Quote(text)} leads elsewhere than {context.Repository}; Backstage reads placeholders only from the descriptor's own repository. Name a file of it by its path.");
            }
        }

        SayIgnored(root, findings);
    }

    private static void SayIgnored(Place place, Findings findings)
    {
        if (place.Value is YamlMapping mapping && mapping.Entries.FirstOrDefault(e => e.Key.StartsWith('$')) is { } key)
        {
            if (mapping.Entries.Count > 1 && key.Key is "$text" or "$json" or "$yaml" or "$openapi" or "$asyncapi")
            {
                findings.Add(Ignored, key.Name, place.Pointer.Field(key.Key), $"'{key.Key}' has other keys beside it, so Backstage does not read the file it names. Make it the only key.");
            }
            else if (mapping.Entries.Count == 1 && key.Key is "$openapi" or "$asyncapi")
            {
                findings.Add(NeedsModule, key.Name, place.Pointer.Field(key.Key), $"'{key.Key}' is resolved only by Backstage's openapi module; without it the entity is rejected. Use '$text' unless the module is installed.");
            }

            return;
        }

        foreach (var child in place.Fields().Concat(place.Items()))
        {
            SayIgnored(child, findings);
        }
    }
}
