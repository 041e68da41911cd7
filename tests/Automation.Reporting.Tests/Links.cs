using Automation.Reporting.Wording;

namespace Automation.Reporting.Tests;

internal static class Links
{
    /// <summary>As the App sets them for its comment.</summary>
    public static readonly ReportLinks ToAcme = new()
    {
        Line = (file, line) => $"https://github.com/acme/shop/blob/0a1b2c3/{file}#L{line}",
        Rule = r => $"https://acme.github.io/automation/rules#{r.Anchor}",
        Everything = "https://github.com/acme/shop/pull/42/checks?check_run_id=7",
        HasButton = true,
        HasCommands = true,
        Commit = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
        CommitPage = "https://github.com/acme/shop/commit/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
        Guide = "https://acme.github.io/automation/guide",
    };
}
