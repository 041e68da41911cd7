using Octokit;

namespace Automation.GitHub.Access;

/// <summary>One repository on GitHub, as an installation of the App may see it and for what is to be done there.</summary>
public sealed class RepositoryAccess
{
    internal RepositoryAccess(IGitHubClient client, StreamedReads streamed, RepositoryName repository, LatestSeen seen) =>
        (Client, Streamed, Repository, Seen) = (client, streamed, repository, seen);

    public RepositoryName Repository { get; }

    internal IGitHubClient Client { get; }

    internal LatestSeen Seen { get; }

    internal StreamedReads Streamed { get; }
}
