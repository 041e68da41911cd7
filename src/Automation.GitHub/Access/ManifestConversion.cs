using Octokit;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>
/// Exchanges the code that GitHub returns for a manifest for the App (REST: "Create a GitHub App from a manifest"). A code is valid once, for an hour.
/// </summary>
/// <param name="address">The address of the API.</param>
public sealed class ManifestConversion(Uri address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="GitHubRefusalException">GitHub does not accept the code, or cannot be reached.</exception>
    public async Task<RegisteredApp> RunAsync(string code)
    {
        using var http = new HttpClientAdapter(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        http.SetRequestTimeout(Patience);
        var connection = new Connection(
            new ProductHeaderValue("automation"), address, new InMemoryCredentialStore(Credentials.Anonymous), http, UnreadAnswer.Serializer.Shared);
        try
        {
            var app = await new GitHubClient(connection).GitHubApps.CreateAppFromManifest(Uri.EscapeDataString(code));
            return new RegisteredApp(app.Id, app.Name, new Uri(app.HtmlUrl), app.Pem, string.IsNullOrEmpty(app.WebhookSecret) ? null : app.WebhookSecret)
            {
                ClientId = app.ClientId,
                ClientSecret = app.ClientSecret,
            };
        }
        catch (ApiException e)
        {
            // GitHub's message is untrusted text; the status is enough.
            throw new GitHubRefusalException($"GitHub answered {(int)e.StatusCode}: the code is unknown, used or older than an hour");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new GitHubRefusalException($"{address.Host} cannot be reached ({e.GetType().Name})");
        }
    }
}
