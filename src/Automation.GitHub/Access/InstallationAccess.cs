using Octokit;

namespace Automation.GitHub.Access;

/// <summary>All repositories that an installation of the App sees, to be read.</summary>
public sealed class InstallationAccess
{
    private readonly LatestSeen _seen;

    internal InstallationAccess(IGitHubClient client, StreamedReads streamed, LatestSeen seen) => (Client, Streamed, _seen) = (client, streamed, seen);

    internal IGitHubClient Client { get; }

    internal StreamedReads Streamed { get; }

    public RepositoryAccess Of(RepositoryName repository) => new(Client, Streamed, repository, _seen);
}
