using System.Buffers;
using System.Text;
using Automation.Git.Objects;
using LibGit2Sharp;
using LibGit2Sharp.Handlers;

namespace Automation.Git.Repositories;

/// <summary>The credentials that a fetch or push may send, and the server.</summary>
/// <param name="Server">The forge's address; the token is shown to no other host or port, and only over https.</param>
/// <param name="Token">A token that may read the repository, or write to it for a push; null for none.</param>
public sealed record FetchAccess(Uri Server, string? Token)
{
    private const string Mask = "***";
    private const string AfterScheme = "://";

    // GitHub accepts any user name with a token and documents this one for installation tokens.
    private const string UserOfTokens = "x-access-token";

    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create("/ '\"\t\r\n");

    /// <summary>Provides the credentials of one connection. The git library asks again each time the server refuses them.</summary>
    internal CredentialsHandler Once()
    {
        var asked = false;
        return (url, _, _) =>
        {
            if (asked)
            {
                throw new RepositoryException("the server refuses the token");
            }

            asked = true;
            return For(url)
                ?? throw new RepositoryException(
                    Token is null ? "the server requires a token" : $"the server requires a token, and the token for {Server.Authority} is not sent to it");
        };
    }

    /// <summary>A text without the token, and without the part before the <c>@</c> of an address.</summary>
    internal string Cover(string text)
    {
        text = Token is null ? text : text.Replace(Token, Mask, StringComparison.Ordinal);
        var covered = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var authority = text.IndexOf(AfterScheme, at, StringComparison.Ordinal) is >= 0 and var found ? found + AfterScheme.Length : text.Length;
            covered.Append(text, at, authority - at);
            var length = text.AsSpan(authority).IndexOfAny(AuthorityEnds) is >= 0 and var end ? end : text.Length - authority;
            at = authority + text.AsSpan(authority, length).LastIndexOf('@') + 1;
        }

        return covered.ToString();
    }

    private UsernamePasswordCredentials? For(string url) =>
        Token is not null && Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme == Uri.UriSchemeHttps && target.Authority == Server.Authority
            ? new UsernamePasswordCredentials { Username = UserOfTokens, Password = Token }
            : null;

    /// <summary>The server alone: the token never reaches a log.</summary>
    public override string ToString() => Server.ToString();
}
