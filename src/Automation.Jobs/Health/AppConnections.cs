using System.Net;
using Automation.GitHub;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.Jobs.Health;

/// <summary>Connects a report to the repositories that it writes to, as the App: each with a token for that repository and that kind of writes alone.</summary>
/// <param name="access">GitHub.</param>
/// <param name="api">The address of its API.</param>
/// <param name="recorded">Records each write before it is done.</param>
internal sealed class AppConnections(GitHubAccess access, Uri api, RecordedRun recorded, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<(RepositoryName Repository, TokenPermissions Permissions), GitHubRest> _open = [];

    /// <exception cref="GitHubCallException">The App is not installed there, or does not have the permission.</exception>
    public async Task<GitHubRest> ToAsync(RepositoryName repository, TokenPermissions permissions)
    {
        if (!_open.TryGetValue((repository, permissions), out var connection))
        {
            var token = await TokenAsync(repository, permissions);
            _open.Add((repository, permissions), connection = new GitHubRest(token, api, clock, access.Usage) { Recorded = recorded });
        }

        return connection;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _open.Values)
        {
            connection.Dispose();
        }
    }

    private async Task<string> TokenAsync(RepositoryName repository, TokenPermissions permissions)
    {
        if (await access.InstallationOfAsync(repository) is not { } installation)
        {
            throw new GitHubCallException(HttpStatusCode.NotFound, "the App is not installed there");
        }

        try
        {
            return await access.TokenForRunAsync(installation, repository, permissions);
        }
        catch (ApiValidationException)
        {
            var written = AppPermissions.Of(permissions).Where(p => p.Value == "write").Select(p => $"{p.Key}: write");
            throw new GitHubCallException(HttpStatusCode.UnprocessableEntity, $"the App does not have the permission {string.Join(", ", written)}");
        }
    }
}
