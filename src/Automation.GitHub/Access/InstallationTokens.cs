using System.Collections.Concurrent;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>Tokens of installations, each for one repository or all and for one set of permissions, kept until shortly before they expire.</summary>
/// <param name="app">Calls GitHub as the App.</param>
internal sealed class InstallationTokens(IApiConnection app, TimeProvider clock)
{
    // Above this number, expired tokens are removed.
    private const int MostTokens = 1_000;

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(long Installation, TokenScope Scope), Task<AccessToken>> _tokens = new();

    /// <summary>A token that is valid for a while.</summary>
    public async Task<string> GetAsync(long installation, TokenScope scope)
    {
        if (_tokens.Count >= MostTokens)
        {
            ForgetEnded();
        }

        var key = (installation, scope);
        var asked = _tokens.GetOrAdd(key, Ask);
        try
        {
            var token = await asked;
            if (token.ExpiresAt - Margin > clock.GetUtcNow())
            {
                return token.Token;
            }
        }
        catch
        {
            _tokens.TryRemove(KeyValuePair.Create(key, asked));
            throw;
        }

        _tokens.TryRemove(KeyValuePair.Create(key, asked));
        return (await _tokens.GetOrAdd(key, Ask)).Token;
    }

    /// <summary>A new token, for one run.</summary>
    /// <param name="installation">The installation, all of whose repositories it reaches.</param>
    /// <param name="permissions">What it may do, by GitHub's names.</param>
    public async Task<string> NewAsync(long installation, IReadOnlyDictionary<string, string> permissions) =>
        (await app.Post<AccessToken>(AddressOf(installation), new TokenRequest(null, permissions))).Token;

    /// <summary>The same for one repository.</summary>
    public async Task<string> NewAsync(long installation, TokenScope scope) => (await Ask((installation, scope))).Token;

    /// <summary>Removes a token that GitHub no longer accepts: the installation was changed, or the token revoked.</summary>
    public void Drop(string token)
    {
        foreach (var kept in _tokens.Where(t => t.Value is { IsCompletedSuccessfully: true, Result: var given } && given.Token == token))
        {
            _tokens.TryRemove(kept);
        }
    }

    private void ForgetEnded()
    {
        var now = clock.GetUtcNow();
        foreach (var ended in _tokens.Where(t => t.Value is { IsCompletedSuccessfully: true, Result: var given } && given.ExpiresAt <= now))
        {
            _tokens.TryRemove(ended);
        }
    }

    private Task<AccessToken> Ask((long Installation, TokenScope Scope) key) =>
        app.Post<AccessToken>(
            AddressOf(key.Installation),
            new TokenRequest(key.Scope.Repository is { } only ? [only.Name] : null, AppPermissions.Of(key.Scope.Permissions)));

    private static Uri AddressOf(long installation) => new($"app/installations/{installation}/access_tokens", UriKind.Relative);

    // The names are what the library turns into GitHub's.
    private sealed record TokenRequest(IReadOnlyList<string>? Repositories, IReadOnlyDictionary<string, string> Permissions);
}
