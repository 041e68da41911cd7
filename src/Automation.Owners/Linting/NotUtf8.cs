using Automation.Core.Findings;

namespace Automation.Owners.Linting;

/// <summary>Files that are not text, or text in another encoding.</summary>
internal static class NotUtf8
{
    private const char Replacement = '\uFFFD';
    private const int OneIn = 100;

    public static readonly Rule Rule = new("owners/not-utf-8", Severity.Error, Responsible.ApplicationTeam, "Save CODEOWNERS as UTF-8.")
    {
        Detects = "A file in another encoding, such as the UTF-16 that PowerShell's `>` writes. A single character in another encoding affects only "
            + "its own line and is a warning.",
        Why = "Paths are compared byte by byte, so no pattern of the file matches.",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    /// <summary>Whether the file is text that can be checked.</summary>
    public static bool Check(LintContext context, LintFindings findings)
    {
        var content = context.Source.Content;
        if (content.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var zero)
        {
            var what = IsUtf16(content) ? "The file is UTF-16, not UTF-8" : "The file contains NUL characters: it is not text, or not UTF-8";
            findings.Add(Rule, zero, zero + 1, () => $"{what}. None of its lines can match a file. Save it as UTF-8.", f => f with { Identity = "binary" });
            return false;
        }

        if (context.Source.IsExact)
        {
            return true;
        }

        var first = content.IndexOf(Replacement, StringComparison.Ordinal);
        var bad = content.AsSpan().Count(Replacement);
        if (bad > content.Length / OneIn && bad > 1)
        {
            findings.Add(
                Rule,
                first,
                first + 1,
                () => "The file is not UTF-8, so its lines cannot be matched. Save it as UTF-8.",
                f => f with { Identity = "binary" });
            return false;
        }

        findings.Add(
            Rule,
            first,
            first + 1,
            () =>
                bad == 1
                    ? "This character is not UTF-8. Save the file as UTF-8."
                    : $"This character and {bad - 1:N0} more are not UTF-8. Save the file as UTF-8.",
            f => f with { Severity = Severity.Warning, Identity = "letters" });
        return true;
    }

    // Every other character of Latin text is NUL, after a byte order mark that is not UTF-8.
    private static bool IsUtf16(string content) => content.StartsWith(Replacement) && content.Length > 3 && (content[3] == '\0' || content[2] == '\0');
}
