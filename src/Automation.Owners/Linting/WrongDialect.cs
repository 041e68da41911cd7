using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>GitLab syntax in a file that GitHub reads.</summary>
internal static class WrongDialect
{
    public static readonly Rule Rule = new(
        "owners/wrong-dialect", Severity.Error, Responsible.ApplicationTeam, "Write CODEOWNERS in the syntax of the host that reads it.")
    {
        Detects = "Sections (`[Name]`, `^[Name][2]`), roles (`@@maintainer`) and exclusions (`!path`) of GitLab in a file that GitHub reads.",
        Why = "GitHub skips these lines, and the lines below a heading have no default owners. While a file has sections, only the form of its "
            + "other lines is checked.",
        FixDetails = "Remove the sections, or check a file that GitLab reads with `--dialect gitlab`.",
        Bad = "[Documentation] @acme/docs\n/docs/",
        Good = "/docs/ @acme/docs",
        Sources = [RuleSource.GitLabCodeOwners],
    };

    /// <summary>The lines with GitLab syntax, and whether they include sections; there is one finding for all of them.</summary>
    public static (IReadOnlySet<int> Lines, bool HasSections) Check(LintContext context, LintFindings findings)
    {
        var lines = new HashSet<int>();
        if (!context.IsGitHub)
        {
            return (lines, false);
        }

        var exclusions = new List<LineProblem>();
        LineProblem? first = null;
        var seen = 0;
        var isHeading = false;
        foreach (var problem in context.File.Problems)
        {
            var isNew = problem.Line != seen;
            seen = problem.Line;
            if (isNew && IsHeading(context.Source, problem))
            {
                (isHeading, _, first) = (true, lines.Add(problem.Line), first ?? problem);
            }
            else if (IsRole(context.Source, problem))
            {
                lines.Add(problem.Line);
                first ??= problem;
            }
            else if (problem.Kind == LineProblemKind.InvalidPattern && context.Source.Content[problem.Start] == '!')
            {
                exclusions.Add(problem);
            }
        }

        if (first is null)
        {
            return (lines, false);
        }

        if (isHeading)
        {
            lines.UnionWith(exclusions.Select(e => e.Line));
        }

        var what = isHeading ? "a GitLab section" : "a GitLab role";
        var others = lines.Count - 1;
        findings.Add(
            Rule,
            first.Start,
            first.End,
            () =>
                $"{Quoted.Of(context.Source.Content.AsSpan(first.Start, first.End - first.Start))} is {what}. GitHub skips the "
                + $"line{(others == 0 ? "" : others == 1 ? ", and one more like it" : $", and {others:N0} more like it")}. If GitLab reads this file, check "
                + "it with '--dialect gitlab'.",
            f => f with { Identity = what });
        return (lines, isHeading);
    }

    private static bool IsHeading(SourceText source, LineProblem problem)
    {
        var content = source.Content;
        if (problem.Kind != LineProblemKind.InvalidPattern
            && content[problem.Start] != ']'
            && !content.AsSpan(problem.Start, problem.End - problem.Start).Contains(']'))
        {
            return false;
        }

        var start = source.OffsetOf(new SourcePosition(problem.Line, 1));
        var end = start + source.Line(problem.Line).Length;
        while (start < end && content[start] is ' ' or '\t')
        {
            start++;
        }

        return content[start] is '[' or '^' && SectionHeading.Read(content, start, end) is not null;
    }

    private static bool IsRole(SourceText source, LineProblem problem) =>
        problem.Kind == LineProblemKind.InvalidOwner
            && OwnerNames.GitLabForm(source.Content.AsSpan(problem.Start, problem.End - problem.Start)) == OwnerForm.Role;
}
