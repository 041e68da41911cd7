using Automation.Templates.Documents;

namespace Automation.Templates.Workflows;

/// <summary>The permissions of a GitHub App that the steps of a template need (docs.github.com, "Permissions required for GitHub Apps").</summary>
public static class StepPermissions
{
    private static readonly string[] Push = ["contents", "workflows"];
    private static readonly string[] Propose = ["contents", "pull_requests", "workflows"];

    /// <summary>Their names in GitHub's API, in order; each to write.</summary>
    public static IReadOnlyList<string> OnGitHub(TemplateDocument template) =>
        [.. template.Steps.SelectMany(s => NeededBy(s.Action).Concat(NeededBy(s))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The same as the action writes them that makes the token of a job.</summary>
    internal static IReadOnlyList<string> InWorkflow(TemplateDocument template) =>
        [.. OnGitHub(template).Select(p => p.Replace('_', '-')).Order(StringComparer.Ordinal)];

    private static string[] NeededBy(string action) => action switch
    {
        // A file below .github/workflows needs a permission of its own.
        "publish:github" => ["administration", .. Push],
        "publish:github:pull-request" => Propose,
        "catalog:register" => ["contents", "pull_requests"],
        "github:repo:create" => ["administration"],
        "github:repo:push" => ["administration", .. Push],
        "github:branch-protection:create" => ["administration"],
        "github:environment:create" => ["administration", "environments"],
        "github:actions:dispatch" => ["actions"],
        "github:issues:create" or "github:issues:label" => ["issues"],
        "github:webhook" => ["repository_hooks"],
        _ => [],
    };

    // Those of an environment need no more than the environment.
    private static IEnumerable<string> NeededBy(TemplateStep step)
    {
        if (step.Action is "publish:github" or "github:repo:create")
        {
            if (step.Input?.ContainsKey("secrets") == true)
            {
                yield return "secrets";
            }

            if (step.Input?.ContainsKey("repoVariables") == true)
            {
                yield return "actions_variables";
            }
        }
    }
}
