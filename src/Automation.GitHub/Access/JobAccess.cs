using Octokit;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>Accesses one repository with a given token, such as that of a workflow job.</summary>
public sealed class JobAccess : IDisposable
{
    /// <summary>The author of everything that is written with the token of a job (GitHub Docs, "Automatic token authentication").</summary>
    public const string Login = "github-actions[bot]";

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    private readonly HttpMessageInvoker _http;

    /// <param name="address">The address of the API; the token is sent there, and nowhere else.</param>
    public JobAccess(string token, Uri address, RepositoryName repository, TimeProvider clock)
    {
        if (!IsSafe(address))
        {
            throw new ArgumentException("A token is sent only over https.", nameof(address));
        }

        var root = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        var patience = new PatienceHandler(clock, CallTimeout, new GitHubUsage(), _ => { })
        {
            InnerHandler = new GuardedAnswers(root),
        };
        _http = new HttpMessageInvoker(patience);
        var credentials = new InMemoryCredentialStore(new Credentials(token));
        IHttpClient http = new HttpClientAdapter(() => new Shared(_http));
        http.SetRequestTimeout(LongestCall);
        var client = new GitHubClient(new Connection(new ProductHeaderValue("automation"), root, credentials, http, UnreadAnswer.Serializer.Shared));
        Repository = new RepositoryAccess(client, new StreamedReads(_http, root, credentials, LongestCall, null), repository, new LatestSeen(clock));
    }

    /// <summary>Whether a token may be sent to an address, because the connection is encrypted.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    public RepositoryAccess Repository { get; }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // The library disposes its handler.
    private sealed class Shared(HttpMessageInvoker http) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            http.SendAsync(request, cancellationToken);
    }
}
