using System.Text;

namespace Automation.Jobs.Fixing;

/// <summary>All fixes, and the table of <c>docs/guide/fixes.md</c> that lists them.</summary>
public static class FixReference
{
    /// <summary>The fixes, in the order of the rule reference.</summary>
    public static IReadOnlyList<FixKind> All { get; } =
    [
        new(
            "catalog/yaml-syntax",
            "Replaces each tab in the indentation with two spaces, if the document means the same for any width of a tab",
            "→title: Orders",
            "  title: Orders"),
        new("catalog/yaml-syntax", "Puts values that begin with `@` or a backtick in quotes", "title: @orders", "title: \"@orders\""),
        new("catalog/envelope", "Renames a misspelt `apiVersion`", "apiVerson: backstage.io/v1alpha1", "apiVersion: backstage.io/v1alpha1"),
        new("catalog/unknown-root-field", "Renames a misspelt field of the root, unless that changes which entity it is", "spce:", "spec:"),
        new("catalog/field-missing", "Renames a misspelt field", "lifecyle: production", "lifecycle: production"),
        new("catalog/field-missing", "Writes the owner from CODEOWNERS, by its name in the catalog", "", "owner: team-a"),
        new("catalog/field-type", "Puts a number, `true` or `false` in quotes", "acme.example/tier: 1", "acme.example/tier: \"1\""),
        new("catalog/field-null", "Removes an optional field without a value", "description: null", ""),
        new("catalog/value-not-allowed", "Writes the closest allowed value", "presence: opitonal", "presence: optional"),
        new(
            "catalog/kind-unrecognized",
            "Writes an apiVersion that matches the kind",
            "apiVersion: backstage.io/v1alpha",
            "apiVersion: backstage.io/v1alpha1"),
        new("catalog/label-value-format", "Replaces spaces in a label's value", "acme.example/team: \"Team A\"", "acme.example/team: \"Team-A\""),
        new("catalog/tag-format", "Writes a tag in lower case, with single dashes", "tags: [Java]", "tags: [java]"),
        new("catalog/link-url", "Adds the scheme to a link", "url: wiki.example.com/orders", "url: https://wiki.example.com/orders"),
        new("catalog/link-text-blank", "Removes a blank title or icon of a link", "title: \" \"", ""),
        new(
            "catalog/reference-kind-missing",
            "Adds the kind, if only one entity has the name: in `--catalog`, or else in the given files",
            "dependsOn: [orders-db]",
            "dependsOn: [resource:orders-db]"),
        new("catalog/location-type", "Writes the type that a Location may have", "type: file", "type: url"),
        new("catalog/misspelt-key", "Renames a misspelt key", "consumesApi: [orders-api]", "consumesApis: [orders-api]"),
        new("catalog/blank-text", "Removes optional text that is blank", "description: \" \"", ""),
        new("catalog/annotation-overwritten", "Removes an annotation that Backstage writes itself", "backstage.io/managed-by-location: x", ""),
        new("reference/unknown-…", "Adds the kind or namespace of the only entity with the name", "system: shop", "system: retail/shop"),
        new("reference/owner-kind", "Writes the group or user with the name", "owner: component:payments", "owner: payments"),
        new("reference/missing-target", "Corrects a misspelt file name", "target: ./apis.yml", "target: ./apis.yaml"),
        new("reference/missing-file", "Corrects a misspelt file name", "$text: ./openapi.yml", "$text: ./openapi.yaml"),
        new("policy/required-annotation", "Renames a misspelt annotation", "pagerduty.com/service-ids: P1", "pagerduty.com/service-id: P1"),
        new("policy/required-label", "Renames a misspelt label", "acme.example/teir: \"1\"", "acme.example/tier: \"1\""),
        new("policy/type", "Writes the closest allowed type", "type: servcie", "type: service"),
        new("policy/lifecycle", "Writes the closest allowed lifecycle", "lifecycle: prodution", "lifecycle: production"),
        new(
            "owners/invalid-pattern",
            "Escapes brackets that are part of a name; replaces three or more stars with two",
            "/app/[id]/page.tsx @acme/web",
            "/app/\\[id\\]/page.tsx @acme/web"),
        new("owners/invalid-owner", "Separates owners with spaces", "/docs/ @acme/docs, @ada", "/docs/ @acme/docs @ada"),
        new(
            "owners/missing-space",
            "Inserts the space that is missing before an owner, if the text before it is a tracked path",
            "docs/a@acme/docs",
            "docs/a @acme/docs"),
        new("owners/duplicate-pattern", "Removes the earlier of two lines with the same pattern and owners", "/api/ @acme/api", ""),
        new(
            "config/unknown-key",
            "Corrects a misspelt key of the configuration; on pull requests only",
            "descriptor: [catalog-info.yaml]",
            "descriptors: [catalog-info.yaml]"),
        new("config/wrong-value", "Writes the closest allowed value; on pull requests only", "fail-on: warnings", "fail-on: warning"),
        new("config/unknown-rule", "Corrects a misspelt rule; on pull requests only", "catalog/blank-txt: error", "catalog/blank-text: error"),
        new("suppression/unused", "Removes a comment that accepts nothing", "# automation: accept catalog/blank-text (later)", ""),
        new(
            "suppression/unknown-rule",
            "Corrects a misspelt rule",
            "# automation: accept catalog/blank-txt (later)",
            "# automation: accept catalog/blank-text (later)"),
    ];

    /// <summary>Whether the table has a row for the fixes of a rule.</summary>
    public static bool Lists(string rule) => Of(rule).Any();

    public static IEnumerable<FixKind> Of(string rule) =>
        All.Where(kind => kind.Rule.EndsWith('…') ? rule.StartsWith(kind.Rule[..^1], StringComparison.Ordinal) : kind.Rule == rule);

    public static string Write()
    {
        var table = new StringBuilder("| rule | what the fix does | before | after |\n|---|---|---|---|\n");
        foreach (var (rule, change, before, after) in All)
        {
            table.Append($"| `{rule}` | {change} | {Code(before)} | {(after.Length == 0 ? "line removed" : Code(after))} |\n");
        }

        return table.ToString();
    }

    private static string Code(string text) => text.Length == 0 ? "line missing" : $"`{text}`";
}

/// <summary>One type of fix.</summary>
/// <param name="Rule">The rule whose findings it is for; <c>…</c> at the end means several of one family.</param>
/// <param name="Change">What it does to the file, in the third person; Markdown.</param>
/// <param name="Before">A line that it changes; empty if it adds one.</param>
/// <param name="After">The line afterwards; empty if it is removed.</param>
public sealed record FixKind(string Rule, string Change, string Before, string After);
