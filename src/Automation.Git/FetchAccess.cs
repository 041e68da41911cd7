using LibGit2Sharp;

namespace Automation.Git;

/// <summary>What a fetch may show to which server.</summary>
/// <param name="Server">The forge's address; the token is shown to no other host, and only over https.</param>
/// <param name="Token">A token that may read the repository; null for none.</param>
public sealed record FetchAccess(Uri Server, string? Token)
{
    // GitHub takes any user name with a token and documents this one for installation tokens.
    private const string UserOfTokens = "x-access-token";

    internal Credentials For(string url) =>
        Token is not null && Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme == Uri.UriSchemeHttps && target.Host == Server.Host
            ? new UsernamePasswordCredentials { Username = UserOfTokens, Password = Token }
            : new DefaultCredentials();

    /// <summary>The server alone: the token never reaches a log.</summary>
    public override string ToString() => Server.ToString();
}
