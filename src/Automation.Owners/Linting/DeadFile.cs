using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Owners.Linting;

/// <summary>CODEOWNERS files that are not read, because another is found first.</summary>
internal static class DeadFile
{
    public static readonly Rule Rule = new("owners/dead-file", Severity.Warning, Responsible.ApplicationTeam, "Keep one CODEOWNERS file.")
    {
        Detects = "A CODEOWNERS file that is not the first one that the host finds. GitHub looks in `.github/`, at the root, then in `docs/`; GitLab "
            + "at the root, in `docs/`, then in `.gitlab/`.",
        Why = "The file is never read, so changes to it have no effect. The host does not report it.",
        FixDetails = "Move its lines to the file that is read, and delete it.",
        Sources = [RuleSource.CodeOwners("CODEOWNERS file location", "codeowners-file-location")],
    };

    public static IEnumerable<Finding> Check(LintInput input) => input.Found.Dead.Select(dead =>
        new Finding(
            Rule,
            $"This file is never read: {input.Show(input.Found.Path!)} is found first"
                + $"{(HasNoLine(input) ? ", and has no lines, so nothing has an owner" : "")}. Move its lines there and delete it.",
            input.Show(dead),
            SourceSpan.FileStart)
        {
            Related = new RelatedPlace(input.Show(input.Found.Path!), SourceSpan.FileStart, "the file that is read"),
        });

    private static bool HasNoLine(LintInput input) => input.Found.File is { Rules.Count: 0, Problems.Count: 0 };
}
