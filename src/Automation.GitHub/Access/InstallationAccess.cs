using Octokit;

namespace Automation.GitHub.Access;

/// <summary>All repositories that an installation of the App sees, to be read.</summary>
public sealed class InstallationAccess
{
    private readonly LatestSeen _seen;

    internal InstallationAccess(IGitHubClient client, LatestSeen seen) => (Client, _seen) = (client, seen);

    internal IGitHubClient Client { get; }

    /// <summary>One of them.</summary>
    public RepositoryAccess Of(RepositoryName repository) => new(Client, repository, _seen);
}
