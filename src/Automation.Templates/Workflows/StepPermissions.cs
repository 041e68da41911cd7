using Automation.Templates.Documents;

namespace Automation.Templates.Workflows;

/// <summary>The permissions of a GitHub App that the steps of a template need (docs.github.com, "Permissions required for GitHub Apps").</summary>
internal static class StepPermissions
{
    private static readonly string[] Push = ["contents", "workflows"];
    private static readonly string[] Propose = ["contents", "pull-requests", "workflows"];

    /// <summary>The names of the permissions, in order; each with the level <c>write</c>.</summary>
    public static IReadOnlyList<string> Create(TemplateDocument template) =>
        [.. template.Steps.SelectMany(s => NeededBy(s.Action)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string[] NeededBy(string action) => action switch
    {
        // A file below .github/workflows needs a permission of its own.
        "publish:github" => ["administration", .. Push],
        "publish:github:pull-request" => Propose,
        "catalog:register" => ["contents", "pull-requests"],
        "github:repo:create" => ["administration"],
        "github:repo:push" => ["administration", .. Push],
        "github:branch-protection:create" => ["administration"],
        "github:environment:create" => ["administration", "environments"],
        "github:actions:dispatch" => ["actions"],
        "github:issues:create" or "github:issues:label" => ["issues"],
        "github:webhook" => ["repository-hooks"],
        _ => [],
    };
}
