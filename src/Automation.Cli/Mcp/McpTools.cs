using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Core.Trees;

namespace Automation.Cli.Mcp;

/// <summary>
/// The tools: each is a command line, so that an agent gets the answer that a person gets. What comes from the agent is never an option, and a path stays in
/// the repository.
/// </summary>
/// <param name="catalog">The folder of the catalog, as an argument; null without one.</param>
/// <param name="config">The inherited configuration; null without one.</param>
internal sealed class McpTools(string? catalog, string? config)
{
    private const int UsualHits = 20;
    private const int MostHits = 200;

    /// <summary>The tools that can be used: without a catalog, those that need none.</summary>
    public IReadOnlyList<McpTool> All => [.. Every().Where(t => catalog is not null || !t.NeedsCatalog)];

    private IEnumerable<McpTool> Every() =>
    [
        new(
            "check_repository", "Check the repository",
            "Runs every check that a pull request gets, on the files as they are on the disk: descriptors, references, owners, policies, templates. "
                + "With 'base', also what the change does to the catalog and whom it breaks in other repositories.",
            [new("base", "string", "A git revision, such as origin/main: findings that it already has are pre-existing")],
            a => (["check", "--format", "json", .. Option("--base", a.Text("base")), .. Catalog(), .. Config()], "")),
        new(
            "validate_descriptor", "Validate a descriptor",
            "Validates a catalog-info.yaml as Backstage does, document by document: a file of the repository, or a text that is not saved. "
                + "Findings have the line, the rule and often an edit that fixes them.",
            [new("path", "string", "The file, from the root of the repository"), new("text", "string", "The text of a descriptor, instead of a file")],
            a => (
                ["validate", "--format", "jsonl", .. Catalog(), .. Config(), "--", a.Text("text") is null ? Path(a.Text("path") ?? "catalog-info.yaml") : "-"],
                a.Text("text") ?? "")),
        new(
            "explain_rule", "Explain a rule", "What a rule detects, why it matters, how to fix it, with an example and its source.",
            [new("rule", "string", "The id, such as catalog/name-format; the part after the slash is enough", IsRequired: true)],
            a => (["explain", "--", a.Text("rule")!], "")),
        new(
            "list_rules", "List the rules", "Every rule with its severity and who can fix its findings.", [], _ => (["rules"], "")),
        new(
            "owners_of_paths", "Who owns these paths",
            "The owners of paths according to CODEOWNERS, and the line that decides, one JSON object a path.",
            [new("paths", "array", "Paths from the root of the repository", IsRequired: true)],
            a => (["owners", "resolve", "--format", "jsonl", .. Config(), "--paths", "-"],
                string.Concat(a.Texts("paths").Select(p => Listed(p) + "\n")))),
        new(
            "search_catalog", "Search the catalog",
            "Finds entities by words and by conditions: kind:api, owner:payments, system:orders, tag:java, type:service, lifecycle:production, is:stale.",
            [
                new("query", "string", "Words and conditions", IsRequired: true),
                new("limit", "integer", $"At most so many entities (default {UsualHits}, at most {MostHits})"),
            ],
            a => (["catalog", "search", "--format", "jsonl", "--limit", $"{Math.Clamp(a.Number("limit") ?? UsualHits, 1, MostHits)}", .. Catalog(), "--",
                a.Text("query")!], ""))
        { NeedsCatalog = true },
        new(
            "show_entity", "Show an entity, and what depends on it",
            "An entity as the catalog has it, with all its relations in both directions: who owns it, which APIs it provides and consumes, and which "
                + "components break if it is removed (apiConsumedBy, dependencyOf, hasPart, ownerOf).",
            [new("ref", "string", "The entity as [kind:][namespace/]name", IsRequired: true)],
            a => (["catalog", "show", "--format", "json", .. Catalog(), "--", a.Text("ref")!], ""))
        { NeedsCatalog = true },
        new(
            "list_templates", "List the software templates", "The templates of the catalog, from which services are created.",
            [new("query", "string", "Further words and conditions")],
            a => (["catalog", "search", "--format", "jsonl", "--limit", $"{MostHits}", .. Catalog(), "--", $"kind:template {a.Text("query")}"], ""))
        { NeedsCatalog = true },
        new(
            "dry_run_template", "Dry-run a software template",
            "Shows what a template of the repository would do with some values: its steps, their outputs and the files. Nothing is created.",
            [
                new("path", "string", "The template's file, from the root of the repository", IsRequired: true),
                new("values", "object", "The values of its parameters"),
            ],
            a => (["template", "run", Path(a.Text("path")!), "--values", "-", "--dry-run", "--no-input", "--format", "json", .. Catalog(), .. Config()],
                a.Json("values"))),
    ];

    private string[] Catalog() => catalog is null ? [] : ["--catalog", catalog];

    private string[] Config() => config is null ? [] : ["--config", config];

    // A value that begins with '-' would be an option; no revision does.
    private static string[] Option(string name, string? value) =>
        value is null ? [] : value.StartsWith('-') ? throw new UsageException($"'{value}' is not a revision.") : [name, value];

    // A line of a list: another character would make it another path, or several.
    private static string Listed(string path) => RepositoryPath.Segments(path) is not null && !path.Any(char.IsControl)
        ? path
        : throw new UsageException($"'{VisibleText.Of(path, 200)}' is not a path below the root of the repository.");

    // Never outside the repository, and never an option.
    private static string Path(string path) =>
        RepositoryPath.Segments(path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path) is { } segments
            ? $"./{string.Join('/', segments)}"
            : throw new UsageException($"'{path}' is not a path below the root of the repository.");
}
