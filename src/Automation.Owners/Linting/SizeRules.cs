using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>Files that GitHub does not load, or soon will not.</summary>
internal static class SizeRules
{
    /// <summary>From here on a file is near the limit; it is not documented whether a megabyte is 1,000,000 or 1,048,576 bytes.</summary>
    private const int Near = 2_500_000;

    public static readonly Rule TooLarge = new("owners/too-large", Severity.Error, Responsible.ApplicationTeam, "Keep CODEOWNERS below 3 MB.")
    {
        Detects = "A CODEOWNERS file of 3 MB or more.",
        Why = "GitHub does not load the file: no file has an owner, no review is requested, and a branch rule that requires reviews of owners "
            + "requires none.",
        FixDetails = "Use patterns for folders instead of single files.",
        Sources = [RuleSource.CodeOwners("CODEOWNERS file size", "codeowners-file-size")],
    };

    public static readonly Rule NearlyTooLarge = new(
        "owners/nearly-too-large", Severity.Warning, Responsible.ApplicationTeam, "Shorten CODEOWNERS before it reaches 3 MB.")
    {
        Detects = "A CODEOWNERS file of nearly 3 MB.",
        Why = "At 3 MB or more, GitHub silently ignores the whole file.",
        FixDetails = "Use patterns for folders instead of single files.",
        Sources = [RuleSource.CodeOwners("CODEOWNERS file size", "codeowners-file-size")],
    };

    public static void Check(LintContext context, LintFindings findings)
    {
        if (context.IsGitHub && context.Input.Found.Size >= Near)
        {
            findings.Add(
                NearlyTooLarge,
                0,
                0,
                () =>
                    $"The file has {context.Input.Found.Size:N0} bytes. At {CodeownersLookup.TooLarge:N0} bytes or more, GitHub does not load it, and no file "
                    + "has an owner. Shorten it.",
                f => f with { Identity = "size" });
        }
    }

    /// <summary>The findings about a file that was not read.</summary>
    public static IEnumerable<Finding> OfUnread(LintInput input) =>
        input.Dialect == Dialect.GitHub && input.Found is { Path: { } path, Size: >= CodeownersLookup.TooLarge and var size }
            ? [
                new Finding(
                    TooLarge,
                    $"The file has {size:N0} bytes. GitHub does not load a CODEOWNERS file of {CodeownersLookup.TooLarge:N0} bytes or more, so no file has an "
                    + "owner. Shorten it.",
                    input.Show(path),
                    SourceSpan.FileStart) { Identity = "size" },
            ]
            : [];
}
