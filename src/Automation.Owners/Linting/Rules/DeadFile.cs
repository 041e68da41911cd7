using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Owners.Linting.Rules;

/// <summary>CODEOWNERS files that nobody reads, because another comes first.</summary>
internal static class DeadFile
{
    public static readonly Rule Rule = new("owners/dead-file", Severity.Warning, Responsible.ApplicationTeam, "Keep one CODEOWNERS file.")
    {
        Why = "GitHub looks in `.github/`, then at the root, then in `docs/`, and takes the first file it finds; GitLab looks at the root, in `docs/` and in `.gitlab/`. The others are never read, and nothing says so: whoever edits one of them changes nothing.",
        Source = "GitHub Docs, \"About code owners\", CODEOWNERS file location",
    };

    public static IEnumerable<Finding> Check(LintInput input) => input.Found.Dead.Select(dead =>
        new Finding(Rule, $"Nobody reads this file: {input.Show(input.Found.Path!)} is found first. Move its lines there and delete it.", input.Show(dead), SourceSpan.FileStart)
        {
            Related = new RelatedPlace(input.Show(input.Found.Path!), SourceSpan.FileStart, "the file that is in force"),
        });
}
