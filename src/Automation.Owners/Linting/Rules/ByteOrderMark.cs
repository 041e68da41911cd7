using Automation.Core.Findings;

namespace Automation.Owners.Linting.Rules;

/// <summary>A mark that editors of Windows put before the first character, and nobody sees.</summary>
internal static class ByteOrderMark
{
    public static readonly Rule Rule = new("owners/byte-order-mark", Severity.Warning, Responsible.ApplicationTeam, "Save CODEOWNERS without a byte order mark.")
    {
        Why = "It is not documented what GitHub makes of a byte order mark. Where it is taken for a part of the first line, the first pattern matches nothing. Save the file as \"UTF-8\", not as \"UTF-8 with BOM\".",
        Source = "GitHub Docs say nothing about it",
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        if (context.IsGitHub && context.Source.HasByteOrderMark)
        {
            findings.Add(Rule, 0, 0, () => "The file begins with a byte order mark, which may keep the first line from matching anything. Save it as UTF-8 without one.");
        }
    }
}
