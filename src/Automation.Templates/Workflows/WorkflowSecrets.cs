using System.Text.Json.Nodes;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;

namespace Automation.Templates.Workflows;

/// <summary>A secret of a template.</summary>
/// <param name="Name">The name in the template.</param>
/// <param name="GitHubName">The name among the secrets of the repository or the organisation.</param>
/// <param name="Variable">The environment variable that holds it in the job.</param>
internal sealed record WorkflowSecret(string Name, string GitHubName, string Variable);

/// <summary>The secrets of a template.</summary>
/// <param name="All">The secrets that the job passes on.</param>
/// <param name="Unnamed">Names that cannot be passed on.</param>
internal sealed record WorkflowSecrets(IReadOnlyList<WorkflowSecret> All, IReadOnlyList<string> Unnamed)
{
    // docs.github.com, "Using secrets in GitHub Actions": letters, digits and _, no digit first, and not this prefix.
    private const string ReservedPrefix = "GITHUB_";

    /// <summary>The secrets of a template: those of its form, of the tokens that pickers request, and of its own list.</summary>
    public static WorkflowSecrets Create(TemplateDocument template, ParameterForm form)
    {
        var fields = form.Fields.Where(f => f.IsSecret).ToList();
        var names = fields.Select(f => f.Name)
            .Concat(form.Fields.Select(f => f.SecretsKey).OfType<string>())
            .Concat((template.SecretSchema?["properties"] as JsonObject ?? []).Select(p => p.Key))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var secrets = new List<WorkflowSecret>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Where(CanBeNamed).Take(WorkflowLimits.Secrets))
        {
            var gitHubName = GitHubNameOf(name);
            if (taken.Add(gitHubName))
            {
                secrets.Add(new WorkflowSecret(name, gitHubName, $"SECRET_{secrets.Count + 1}"));
            }
        }

        var passed = secrets.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return new WorkflowSecrets(
            secrets,
            [.. names.Where(n => !passed.Contains(n))]);
    }

    // The option is --secret NAME=VARIABLE, one on each line of the script's list.
    private static bool CanBeNamed(string name) =>
        name.Length is > 0 and <= WorkflowLimits.Name && !name.Contains('=', StringComparison.Ordinal) && WorkflowText.IsValue(name);

    private static string GitHubNameOf(string name)
    {
        var upper = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        return char.IsAsciiDigit(upper[0]) || upper.StartsWith(ReservedPrefix, StringComparison.Ordinal) ? $"SECRET_{upper}" : upper;
    }
}
