using Automation.Core.Findings;

namespace Automation.Reporting.GitHub;

/// <summary>Addresses of pages on GitHub.</summary>
/// <param name="Server">The address of the server, such as <c>https://github.com</c>.</param>
/// <param name="Repository">The repository, as <c>owner/name</c>.</param>
public sealed record GitHubPages(string Server, string Repository)
{
    /// <summary>Links into a commit, and to the rule reference.</summary>
    public ReportLinks LinksInto(string? commit) => new()
    {
        Rule = Product.LinkTo,
        Place = finding => commit is null ? null : PlaceOf(finding, commit),
    };

    private string PlaceOf(Finding finding, string commit) => $"{Server}/{Repository}/blob/{commit}/{EscapedPath(finding.File)}#L{finding.Span.Start.Line}";

    private static string EscapedPath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
