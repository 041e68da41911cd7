using Octokit;

namespace Automation.GitHub.Access;

/// <summary>One repository on GitHub, as an installation of the App may see it and for what is to be done there.</summary>
public sealed class RepositoryAccess
{
    internal RepositoryAccess(IGitHubClient client, RepositoryName repository) => (Client, Repository) = (client, repository);

    /// <summary>The repository.</summary>
    public RepositoryName Repository { get; }

    internal IGitHubClient Client { get; }
}
