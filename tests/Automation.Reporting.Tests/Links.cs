namespace Automation.Reporting.Tests;

internal static class Links
{
    public static readonly ReportLinks ToAcme = new()
    {
        Place = f => $"https://github.com/acme/shop/blob/0a1b2c3/{f.File}#L{f.Span.Start.Line}",
        Rule = r => $"https://acme.github.io/automation/rules#{r.Anchor}",
        Everything = "https://github.com/acme/shop/actions/runs/1",
    };
}
