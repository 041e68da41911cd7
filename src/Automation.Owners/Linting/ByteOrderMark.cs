using Automation.Core.Findings;

namespace Automation.Owners.Linting;

/// <summary>An invisible mark that Windows editors write before the first character.</summary>
internal static class ByteOrderMark
{
    public static readonly Rule Rule = new(
        "owners/byte-order-mark", Severity.Warning, Responsible.ApplicationTeam, "Save CODEOWNERS without a byte order mark.")
    {
        Detects = "A byte order mark at the start of the file.",
        Why = "GitHub does not document how it reads a byte order mark. If it becomes part of the first line, the first pattern matches nothing.",
        FixDetails = "Save the file as \"UTF-8\", not as \"UTF-8 with BOM\".",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        if (context.IsGitHub && context.Source.HasByteOrderMark)
        {
            findings.Add(
                Rule, 0, 0, () => "The file begins with a byte order mark, so the first line may match nothing. Save it as UTF-8 without a byte order mark.");
        }
    }
}
