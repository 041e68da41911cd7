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

    /// <summary>The pull requests from a branch into another one, open or not, latest first.</summary>
    public Task<List<JsonPart>> PullRequestsAsync(string branch, string into, CancellationToken cancellationToken) =>
        PullRequestsAsync(Repository.Owner, branch, into, cancellationToken);

    /// <summary>The same into any branch.</summary>
    public async Task<List<JsonPart>> PullRequestsAsync(string branch, CancellationToken cancellationToken)
    {
        var path = $"{Path}/pulls?state=all&per_page=100&head={Uri.EscapeDataString($"{Repository.Owner}:{branch}")}";
        return [.. (await Rest.GetAsync(path, cancellationToken)).Items];
    }

    /// <summary>The same from a branch of a fork.</summary>
    public async Task<List<JsonPart>> PullRequestsAsync(string owner, string branch, string into, CancellationToken cancellationToken)
    {
        var head = Uri.EscapeDataString($"{owner}:{branch}");
        var path = $"{Path}/pulls?state=all&per_page=100&head={head}&base={Uri.EscapeDataString(into)}";
        return [.. (await Rest.GetAsync(path, cancellationToken)).Items];
    }

    /// <summary>Writes the title and the text of a pull request; nothing where it has them.</summary>
    public async Task<JsonPart> EditPullRequestAsync(JsonPart pull, string title, string body, CancellationToken cancellationToken) =>

        // The page of GitHub sends line ends of Windows.
        pull["title"].Text == title && pull["body"].Text?.ReplaceLineEndings("\n") == body
            ? pull
            : await Rest.SendAsync(
                HttpMethod.Patch, $"{Path}/pulls/{pull["number"].Number}", new JsonObject { ["title"] = title, ["body"] = body }, cancellationToken);
}
