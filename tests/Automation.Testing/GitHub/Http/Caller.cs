using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Http;

/// <summary>Who makes a request.</summary>
internal abstract record Caller
{
    /// <summary>The app itself, by a JSON web token.</summary>
    public sealed record OfApp(GitHubApp App) : Caller;

    /// <summary>An installation, by its token.</summary>
    public sealed record OfInstallation(InstallationToken Token) : Caller;

    /// <summary>A person, by a personal access token.</summary>
    public sealed record OfUser(Account Account) : Caller;

    /// <summary>An unknown caller.</summary>
    public sealed record Unknown : Caller;

    /// <summary>Whose limit the request counts against.</summary>
    public string Bucket => this switch
    {
        OfApp app => $"app ID {app.App.Id}",
        OfInstallation installation => $"installation ID {installation.Token.Installation.Id}",
        OfUser user => $"user ID {user.Account.Id}",
        _ => "127.0.0.1",
    };
}
