using System.Globalization;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.PullRequests;

/// <summary>Finds an owner's recently updated open pull requests, and whether the App has checked them: a call for each hundred (GraphQL).</summary>
public sealed class OpenPullRequestSearch(InstallationAccess access, long appId)
{
    // A search shows no more than a thousand: https://docs.github.com/en/graphql/reference/queries#search. Older updates need another search.
    private const int MostPages = 10;
    private const int MostSearches = 20;

    private const string Query =
        """
        query openPullRequests($search: String!, $app: Int!, $after: String) {
          search(query: $search, type: ISSUE, first: 100, after: $after) {
            pageInfo { hasNextPage endCursor }
            nodes { ... on PullRequest {
              number updatedAt headRefOid baseRefName repository { nameWithOwner }
              commits(last: 1) { nodes { commit { checkSuites(first: 1, filterBy: { appId: $app }) { nodes {
                checkRuns(last: 50, filterBy: { checkType: ALL, status: COMPLETED }) { nodes { name conclusion } } } } } } }
            } }
          }
        }
        """;

    /// <summary>The open pull requests that were changed since a time, latest first; all if there is no time, up to 20,000.</summary>
    public async Task<IReadOnlyList<OpenPullRequest>> RunAsync(string owner, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var found = new List<OpenPullRequest>();
        string? until = null;
        for (var search = 0; search < MostSearches; search++)
        {
            var oldest = await SearchAsync(owner, Touched(since, until), found, cancellationToken);
            if (oldest is null || oldest == until)
            {
                break;
            }

            until = oldest;
        }

        return [.. found.DistinctBy(p => (p.Repository, p.Number))];
    }

    // When the last one shown was updated, if there are more than a search shows; else null.
    private async Task<string?> SearchAsync(string owner, string touched, List<OpenPullRequest> found, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>
        {
            ["search"] = $"is:pr is:open archived:false user:{owner} sort:updated-desc{touched}",
            ["app"] = appId,
        };
        for (var page = 1; ; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await GraphQl.AskAsync(access.Client.Connection, Query, variables, cancellationToken);
            if (answer.Data["search"] is not { Exists: true } search)
            {
                throw new ApiException($"GitHub did not report which pull requests of {owner} are open: {answer.Said}", System.Net.HttpStatusCode.OK);
            }

            found.AddRange(search["nodes"].Items.Select(Read).OfType<OpenPullRequest>());
            if (GraphQl.NextPage(search) is { } cursor && page < MostPages)
            {
                variables["after"] = cursor;
                continue;
            }

            return page == MostPages && search["nodes"].Items.LastOrDefault()["updatedAt"].Text is { } oldest ? oldest : null;
        }
    }

    private static string Touched(DateTimeOffset? since, string? until)
    {
        var from = since?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return (from, until) switch
        {
            (null, null) => "",
            ({ } first, null) => $" updated:>={first}",
            (null, { } last) => $" updated:<={last}",
            ({ } first, { } last) => $" updated:{first}..{last}",
        };
    }

    private static OpenPullRequest? Read(JsonPart node) =>
        RepositoryName.Parse(node["repository"]["nameWithOwner"].Text) is { } repository
        && node["number"].Number is > 0 and <= int.MaxValue and var number && node["headRefOid"].Text is { } head && node["baseRefName"].Text is { } branch
            ? new OpenPullRequest(repository, (int)number, head, branch, IsChecked(node, branch))
            : null;

    // A run in progress may have been left by an ended server, and a cancelled one has no result.
    private static bool IsChecked(JsonPart node, string branch) => node["commits"]["nodes"].Items
        .SelectMany(c => c["commit"]["checkSuites"]["nodes"].Items)
        .SelectMany(s => s["checkRuns"]["nodes"].Items)
        .Any(r => r["name"].Text == CheckRunStep.NameOf(branch) && r["conclusion"].Text is not (null or "CANCELLED"));
}

/// <summary>An open pull request in a search result.</summary>
/// <param name="Repository">The repository it is made to.</param>
/// <param name="BaseRef">The branch it is to be merged into.</param>
/// <param name="IsChecked">Whether the App has completed a check run at that head, for that branch.</param>
public sealed record OpenPullRequest(RepositoryName Repository, int Number, string HeadSha, string BaseRef, bool IsChecked);
