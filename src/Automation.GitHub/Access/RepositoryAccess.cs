using Octokit;

namespace Automation.GitHub.Access;

/// <summary>One repository on GitHub, with the permissions of an installation that are needed there.</summary>
public sealed class RepositoryAccess
{
    internal RepositoryAccess(IGitHubClient client, StreamedReads streamed, RepositoryName repository, LatestSeen seen) =>
        (Client, Streamed, Repository, Seen) = (client, streamed, repository, seen);

    public RepositoryName Repository { get; }

    internal IGitHubClient Client { get; }

    internal LatestSeen Seen { get; }

    internal StreamedReads Streamed { get; }
}
