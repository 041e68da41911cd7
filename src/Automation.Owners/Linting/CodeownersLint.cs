using Automation.Core.Findings;

namespace Automation.Owners.Linting;

/// <summary>Reports problems of a CODEOWNERS file: GitHub's own list of errors, and what that list leaves out.</summary>
public static class CodeownersLint
{
    /// <summary>All findings, in file order; those about files that are not read come last.</summary>
    public static IReadOnlyList<Finding> Check(LintInput input, CancellationToken cancellationToken)
    {
        var findings = input.Found.File is { } file ? Check(new LintContext(input, file), cancellationToken) : SizeRules.OfUnread(input);
        return [.. findings, .. DeadFile.Check(input), .. MisplacedCodeownersFile.Check(input)];
    }

    private static IReadOnlyList<Finding> Check(LintContext context, CancellationToken cancellationToken)
    {
        var findings = new LintFindings(context.Source);
        SizeRules.Check(context, findings);
        ByteOrderMark.Check(context, findings);
        if (!NotUtf8.Check(context, findings))
        {
            return findings.InOrder();
        }

        var (gitLabLines, hasSections) = WrongDialect.Check(context, findings);
        InvalidPattern.Check(context, gitLabLines, findings, cancellationToken);
        InvalidOwner.Check(context, gitLabLines, findings, cancellationToken);
        UnsettledPattern.Check(context, findings);
        UnsettledOwner.Check(context, findings);
        NotInCatalog.Check(context, findings);
        NotOnGitHub.Check(context, findings);
        if (hasSections)
        {
            // For a file in GitLab's syntax, findings about how GitHub reads its lines are meaningless.
            return findings.InOrder();
        }

        var misread = MisreadLines.In(context.File, context.Input.Files, cancellationToken);
        MissingPattern.Check(context, misread, findings);
        MissingSpace.Check(context, misread, findings);
        var sound = context.File with { Rules = [.. context.File.Rules.Where(r => !misread.Lines.Contains(r.Line))] };
        return OfSoundLines(new LintContext(context.Input, sound), findings, cancellationToken);
    }

    // The matches of a misread line are not the intended ones.
    private static IReadOnlyList<Finding> OfSoundLines(LintContext context, LintFindings findings, CancellationToken cancellationToken)
    {
        var duplicates = DuplicatePattern.Check(context, findings);
        var idle = ShadowedRule.ByPattern(context, duplicates, findings, cancellationToken);
        var outcome = context.Input.Files is { } files ? FileOutcome.Of(context.File, idle, files, cancellationToken) : null;
        NoOwner.Check(context, outcome, findings, cancellationToken);
        if (outcome is not null)
        {
            ShadowedRule.ByFiles(context, outcome, findings);
            MatchesNothing.Check(context, outcome, context.Input.Files!, findings, cancellationToken);
        }

        return findings.InOrder();
    }
}
