using Automation.Core.Findings;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Rules;

/// <summary>Links that run a script instead of opening a page.</summary>
internal static class ScriptLinkRule
{
    public static readonly Rule Rule = new("catalog/link-script", Severity.Warning, Responsible.ApplicationTeam, "Link to pages, not to scripts.")
    {
        Detects = "A `javascript:`, `vbscript:` or `data:` URL in `metadata.links`, or in the view and edit annotations.",
        Why = "Anybody who follows such a link runs its script with their own permissions in Backstage. Backstage accepts the scheme in "
            + "`metadata.links`.",
        Bad = "links:\n  - url: javascript:alert(1)",
        Good = "links:\n  - url: https://wiki.acme.example/orders",
        Sources = [RuleSource.Backstage("FieldFormatEntityPolicy.ts", "packages/catalog-model/src/entity/policies/FieldFormatEntityPolicy.ts")],
    };

    private static readonly string[] Schemes = ["javascript:", "vbscript:", "data:"];
    private static readonly string[] Annotations = ["backstage.io/view-url", "backstage.io/edit-url"];

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Metadata is not { } metadata)
        {
            return;
        }

        if (metadata.Field("links") is { } links)
        {
            foreach (var link in links.Items())
            {
                CheckUrl(link.Field("url"), findings);
            }
        }

        if (metadata.Field("annotations") is { } annotations)
        {
            foreach (var key in Annotations)
            {
                CheckUrl(annotations.Field(key), findings);
            }
        }
    }

    private static void CheckUrl(Place? place, FindingCollector findings)
    {
        if (place is { Text: { } text } url && SchemeOf(text) is { } scheme)
        {
            findings.Add(Rule, url, $"A '{scheme}' link runs its content in the browser of everybody who follows it. Link to a page.");
        }
    }

    // As a browser reads it: leading spaces and control characters, and line breaks and tabs, do not count.
    private static string? SchemeOf(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || colon > 64)
        {
            return null;
        }

        var scheme = string.Concat(url[..(colon + 1)].Where(c => c > ' '));
        return Array.Find(Schemes, s => s.Equals(scheme, StringComparison.OrdinalIgnoreCase));
    }
}
