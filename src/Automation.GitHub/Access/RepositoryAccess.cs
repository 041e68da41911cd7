using Octokit;

namespace Automation.GitHub.Access;

/// <summary>One repository on GitHub, as an installation of the App may see it and for what is to be done there.</summary>
public sealed class RepositoryAccess
{
    internal RepositoryAccess(IGitHubClient client, RepositoryName repository, LatestSeen seen) => (Client, Repository, Seen) = (client, repository, seen);

    /// <summary>The repository.</summary>
    public RepositoryName Repository { get; }

    internal IGitHubClient Client { get; }

    internal LatestSeen Seen { get; }
}
