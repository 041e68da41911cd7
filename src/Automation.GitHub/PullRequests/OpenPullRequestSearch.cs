using System.Globalization;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Finds an owner's open pull requests that something happened to lately, and whether the App has checked them: a call for each hundred (GraphQL).</summary>
/// <param name="access">The installation.</param>
/// <param name="appId">The App.</param>
public sealed class OpenPullRequestSearch(InstallationAccess access, long appId)
{
    // A search shows no more than a thousand: https://docs.github.com/en/graphql/reference/queries#search
    private const int MostPages = 10;

    private const string Query =
        """
        query openPullRequests($search: String!, $app: Int!, $after: String) {
          search(query: $search, type: ISSUE, first: 100, after: $after) {
            pageInfo { hasNextPage endCursor }
            nodes { ... on PullRequest {
              number headRefOid baseRefName repository { nameWithOwner }
              commits(last: 1) { nodes { commit { checkSuites(first: 1, filterBy: { appId: $app }) { nodes { checkRuns(last: 50, filterBy: { checkType: ALL, status: COMPLETED }) { nodes { name conclusion } } } } } } }
            } }
          }
        }
        """;

    /// <summary>Those that were touched since a time, the latest first; all where there is no time, up to the thousand that a search shows.</summary>
    public async Task<IReadOnlyList<OpenPullRequest>> RunAsync(string owner, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var found = new List<OpenPullRequest>();
        var variables = new Dictionary<string, object>
        {
            ["search"] = $"is:pr is:open archived:false user:{owner} sort:updated-desc" + (since is { } time ? string.Create(CultureInfo.InvariantCulture, $" updated:>={time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}") : ""),
            ["app"] = appId,
        };
        for (var page = 0; page < MostPages; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await GraphQl.AskAsync(access.Client.Connection, Query, variables, cancellationToken);
            if (answer.Data["search"] is not { Exists: true } search)
            {
                throw new ApiException($"GitHub did not say which pull requests of {owner} are open: {answer.Said}", System.Net.HttpStatusCode.OK);
            }

            found.AddRange(search["nodes"].Items.Select(Read).OfType<OpenPullRequest>());
            if (search.NextPage is not { } cursor)
            {
                break;
            }

            variables["after"] = cursor;
        }

        return found;
    }

    private static OpenPullRequest? Read(JsonPart node) =>
        RepositoryName.Parse(node["repository"]["nameWithOwner"].Text) is { } repository
        && node["number"].Number is > 0 and <= int.MaxValue and var number && node["headRefOid"].Text is { } head && node["baseRefName"].Text is { } branch
            ? new OpenPullRequest(repository, (int)number, head, branch, IsChecked(node, branch))
            : null;

    // A run in progress may have been left by a server that is gone, and one that was cancelled holds no result.
    private static bool IsChecked(JsonPart node, string branch) => node["commits"]["nodes"].Items
        .SelectMany(c => c["commit"]["checkSuites"]["nodes"].Items)
        .SelectMany(s => s["checkRuns"]["nodes"].Items)
        .Any(r => r["name"].Text == CheckRunStep.NameOf(branch) && r["conclusion"].Text is not (null or "CANCELLED"));
}
