using Octokit;

namespace Automation.GitHub.Access;

/// <summary>One organisation on GitHub, as an installation of the App may read its people and teams.</summary>
public sealed class OrganisationAccess
{
    internal OrganisationAccess(IGitHubClient client, string login) => (Client, Login) = (client, login);

    public string Login { get; }

    internal IGitHubClient Client { get; }
}
