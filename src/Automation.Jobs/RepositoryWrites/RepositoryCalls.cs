using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitHub;
using Automation.GitHub.Access;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>GitHub's API for one repository.</summary>
/// <param name="Rest">GitHub, with a token.</param>
internal record RepositoryCalls(RepositoryName Repository, GitHubRest Rest)
{
    /// <summary>The path of the repository in the API.</summary>
    public string Path => GitHubRest.Path($"repos/{Repository.Owner}/{Repository.Name}");

    /// <summary>The pull requests from a branch of the repository into another one, open or not, latest first.</summary>
    public async Task<List<JsonPart>> PullRequestsAsync(string branch, string into, CancellationToken cancellationToken) =>
        [.. (await FromAsync(Repository.Owner, branch, into, cancellationToken)).Where(IsOwn)];

    /// <summary>The same into any branch.</summary>
    public async Task<List<JsonPart>> PullRequestsAsync(string branch, CancellationToken cancellationToken) =>
        [.. (await FromAsync(Repository.Owner, branch, null, cancellationToken)).Where(IsOwn)];

    /// <summary>The same from a branch of a fork.</summary>
    public async Task<List<JsonPart>> PullRequestsAsync(RepositoryName fork, string branch, string into, CancellationToken cancellationToken) =>
        fork.IsSame(Repository)
            ? await PullRequestsAsync(branch, into, cancellationToken)
            : [.. (await FromAsync(fork.Owner, branch, into, cancellationToken)).Where(p => !IsOwn(p))];

    /// <summary>Opens a pull request.</summary>
    /// <param name="head">The branch; of a fork with its owner, <c>OWNER:BRANCH</c>.</param>
    /// <param name="into">The branch that it changes.</param>
    public Task<JsonPart> OpenPullRequestAsync(
        string title, string head, string into, string body, CancellationToken cancellationToken, bool isDraft = false) => Rest.SendAsync(
            HttpMethod.Post,
            $"{Path}/pulls",
            new JsonObject { ["title"] = title, ["head"] = head, ["base"] = into, ["body"] = body, ["draft"] = isDraft },
            cancellationToken);

    /// <summary>Writes the title and the text of a pull request; nothing where it has them.</summary>
    public async Task<JsonPart> EditPullRequestAsync(JsonPart pull, string title, string body, CancellationToken cancellationToken) =>

        // The page of GitHub sends line ends of Windows.
        pull["title"].Text == title && pull["body"].Text?.ReplaceLineEndings("\n") == body
            ? pull
            : await Rest.SendAsync(
                HttpMethod.Patch, $"{Path}/pulls/{pull["number"].Number}", new JsonObject { ["title"] = title, ["body"] = body }, cancellationToken);

    private async Task<IEnumerable<JsonPart>> FromAsync(string owner, string branch, string? into, CancellationToken cancellationToken)
    {
        var head = Uri.EscapeDataString($"{owner}:{branch}");
        var path = $"{Path}/pulls?state=all&per_page=100&head={head}{(into is null ? "" : $"&base={Uri.EscapeDataString(into)}")}";
        return (await Rest.GetAsync(path, cancellationToken)).Items;
    }

    // GitHub selects by the owner of the head, who can have a fork as well. Ids stay the same when a repository is renamed.
    private static bool IsOwn(JsonPart pull) =>
        pull["head"]["repo"]["id"].Number is { } head && head == pull["base"]["repo"]["id"].Number;
}
