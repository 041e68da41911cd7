using Automation.Cli.Hosting;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;

namespace Automation.Cli.Options;

/// <summary>The address of GitHub's API, as a job of a workflow has it in <c>GITHUB_API_URL</c>. A token is sent there, and nowhere else.</summary>
internal static class GitHubApi
{
    /// <summary>Why an address is not used, as the end of a sentence.</summary>
    public const string Unsafe = "GITHUB_API_URL is not an https address, and the token is sent only over https";

    /// <summary>The address; null if a token must not be sent there.</summary>
    public static Uri? Of(Terminal terminal) =>
        terminal.Variable("GITHUB_API_URL") is not { } named ? GitHubHost.PublicApi
        : Uri.TryCreate(named, UriKind.Absolute, out var url) && JobAccess.IsSafe(url) ? url
        : null;
}
