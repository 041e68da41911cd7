using Automation.GitHub;
using Automation.GitHub.Access;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>GitHub's API for one repository.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Rest">GitHub, with a token.</param>
internal record RepositoryCalls(RepositoryName Repository, GitHubRest Rest)
{
    /// <summary>The path of the repository in the API.</summary>
    public string Path => GitHubRest.Path($"repos/{Repository.Owner}/{Repository.Name}");
}
