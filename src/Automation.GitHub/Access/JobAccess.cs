using Octokit;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>Reaches one repository with a token that somebody else made, as a job of a workflow has one.</summary>
public sealed class JobAccess : IDisposable
{
    /// <summary>The login that whatever is written with the token of a job stands under (GitHub Docs, "Automatic token authentication").</summary>
    public const string Login = "github-actions[bot]";

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    private readonly HttpMessageInvoker _http;

    /// <summary>Reaches it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="address">The address of the API; the token is sent there, and nowhere else.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="clock">The time.</param>
    public JobAccess(string token, Uri address, RepositoryName repository, TimeProvider clock)
    {
        if (!IsSafe(address))
        {
            throw new ArgumentException("A token is sent over https alone.", nameof(address));
        }

        var root = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        var patience = new PatienceHandler(clock, CallTimeout, new GitHubUsage(), _ => { }) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } };
        _http = new HttpMessageInvoker(patience);
        var credentials = new InMemoryCredentialStore(new Credentials(token));
        IHttpClient http = new HttpClientAdapter(() => new Shared(_http));
        http.SetRequestTimeout(LongestCall);
        var client = new GitHubClient(new Connection(new ProductHeaderValue("automation"), root, credentials, http, new SimpleJsonSerializer()));
        Repository = new RepositoryAccess(client, new StreamedReads(_http, root, credentials, LongestCall, null), repository, new LatestSeen(clock));
    }

    /// <summary>Whether a token may be sent to an address: nobody else reads it on the way.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    /// <summary>The repository.</summary>
    public RepositoryAccess Repository { get; }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // The library disposes of what it sends through.
    private sealed class Shared(HttpMessageInvoker http) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            http.SendAsync(request, cancellationToken);
    }
}
