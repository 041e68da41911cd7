using Automation.Reporting.Wording;

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
        Line = (file, line) => commit is null ? null : $"{Server}/{Repository}/blob/{commit}/{EscapedPath(file)}#L{line}",
        Commit = commit,
        CommitPage = commit is null ? null : $"{Server}/{Repository}/commit/{commit}",
    };

    public string CheckRun(int pullRequest, long id) => $"{Server}/{Repository}/pull/{pullRequest}/checks?check_run_id={id}";

    public string WorkflowRun(string id) => $"{Server}/{Repository}/actions/runs/{id}";

    private static string EscapedPath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
