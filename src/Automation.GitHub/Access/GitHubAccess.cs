using Automation.GitHub.Budgets;
using Octokit;
using Octokit.Caching;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>Reaches GitHub as an App, and as its installations.</summary>
public sealed class GitHubAccess : IDisposable
{
    /// <summary>The name of the source of the spans of calls.</summary>
    public const string TraceSource = "Automation.GitHub";

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    // Including retries, waits that GitHub requests, and the body.
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    private readonly AppKey _key;
    private readonly Uri _address;
    private readonly HttpMessageInvoker _http;
    private readonly GitHubClient _app;
    private readonly InstallationTokens? _tokens;
    private readonly AnswerCache _answers = new();
    private readonly LatestSeen _seen;
    private string? _login;

    /// <summary>Reaches GitHub, or a GitHub Enterprise Server.</summary>
    /// <param name="key">The App's key.</param>
    /// <param name="address">The address of the API, such as <c>https://api.github.com</c>.</param>
    public GitHubAccess(AppKey key, Uri address, TimeProvider clock)
    {
        _key = key;
        _address = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        _http = new HttpMessageInvoker(new CallTracing
        {
            InnerHandler = new PatienceHandler(clock, CallTimeout, Usage, token => _tokens?.Drop(token))
            {
                InnerHandler = new GuardedAnswers(_address),
            },
        });
        _app = Client(new AppCredentials(key), null);
        _tokens = new InstallationTokens(new ApiConnection(_app.Connection), clock);
        _seen = new LatestSeen(clock);
    }

    public long AppId => _key.AppId;

    /// <summary>Calls GitHub as the App itself, not as one of its installations.</summary>
    internal IConnection App => _app.Connection;

    /// <summary>The number of calls, and the remaining calls of the limit.</summary>
    public GitHubUsage Usage { get; } = new();

    /// <summary>The login that the App writes under.</summary>
    public async Task<string> LoginAsync() => _login ??= $"{(await _app.GitHubApps.GetCurrent()).Slug}[bot]";

    /// <summary>GitHub's data of the App: its name, and the number of owners with an installation that is not suspended.</summary>
    public async Task<(string Name, int Installations)> DescribeAsync() => ((await _app.GitHubApps.GetCurrent()).Name, (await InstallationsAsync()).Count);

    /// <summary>The installation through which a repository can be reached; null if the App is not installed there.</summary>
    public async Task<long?> InstallationOfAsync(RepositoryName repository) =>
        (await FoundAsync(_app.GitHubApps.GetRepositoryInstallationForCurrent(repository.Owner, repository.Name)))?.Id;

    /// <summary>The installation through which an owner can be reached; null if the App is not installed there.</summary>
    public async Task<AppInstallation?> InstallationOfAsync(string owner) =>
        await FoundAsync(_app.GitHubApps.GetOrganizationInstallationForCurrent(owner)) is { } organisation ? new AppInstallation(
            organisation.Id, owner, IsOrganisation: true)
        : await FoundAsync(_app.GitHubApps.GetUserInstallationForCurrent(owner)) is { } user ? new AppInstallation(user.Id, owner, IsOrganisation: false)
        : null;

    /// <summary>The installations of the App that are not suspended.</summary>
    public async Task<IReadOnlyList<AppInstallation>> InstallationsAsync() =>
        [
            .. (await _app.GitHubApps.GetAllInstallationsForCurrent())
                .Where(i => i.SuspendedAt is null)
                .Select(i => new AppInstallation(i.Id, i.Account.Login, i.TargetType.Value == AccountType.Organization)),
        ];

    /// <summary>A repository as an installation sees it, limited to the permissions that are needed there.</summary>
    /// <param name="permissions">The required permissions.</param>
    /// <param name="meter">Counts the calls; null without a budget.</param>
    public RepositoryAccess As(long installation, RepositoryName repository, TokenPermissions permissions, BudgetMeter? meter = null)
    {
        var scope = new TokenScope(repository, permissions);
        return new(Client(installation, scope, meter), Streamed(installation, scope, meter), repository, _seen);
    }

    /// <summary>The people and teams of an organisation, as an installation sees them.</summary>
    public OrganisationAccess As(long installation, string organisation) =>
        new(Client(installation, new TokenScope(null, TokenPermissions.ReadPeople)), organisation);

    /// <summary>Everything that an installation sees, for reading files: one token for ten thousand repositories.</summary>
    /// <param name="meter">Counts the calls; null without a budget.</param>
    public InstallationAccess Reading(long installation, BudgetMeter? meter = null)
    {
        var scope = new TokenScope(null, TokenPermissions.ReadFiles);
        return new(Client(installation, scope, meter), Streamed(installation, scope, meter), _seen);
    }

    /// <summary>A token for the run of a template, which may create repositories: it reaches the whole installation, with these permissions alone.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="written">What it may write, by GitHub's names.</param>
    /// <returns>The token; null if the App does not have one of the permissions.</returns>
    public async Task<string?> TokenForRunAsync(long installation, IReadOnlyList<string> written)
    {
        try
        {
            return await _tokens!.NewAsync(installation, written.Distinct().ToDictionary(p => p, _ => "write").Append(new("metadata", "read")).ToDictionary());
        }
        catch (ApiValidationException)
        {
            return null;
        }
    }

    /// <summary>A token for a run that writes to one repository: it is as new as GitHub gives them, for an hour.</summary>
    public Task<string> TokenForRunAsync(long installation, RepositoryName repository, TokenPermissions permissions) =>
        _tokens!.NewAsync(installation, new TokenScope(repository, permissions));

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    private static async Task<Installation?> FoundAsync(Task<Installation> asked)
    {
        try
        {
            return await asked;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private GitHubClient Client(long installation, TokenScope scope, BudgetMeter? meter = null) =>
        Client(new InstallationCredentials(_tokens!, installation, scope), _answers.Of(installation), meter);

    private StreamedReads Streamed(long installation, TokenScope scope, BudgetMeter? meter) =>
        new(_http, _address, new InstallationCredentials(_tokens!, installation, scope), LongestCall, meter);

    private GitHubClient Client(ICredentialStore credentials, IResponseCache? answers, BudgetMeter? meter = null)
    {
        // The library disposes its handler, but the connections are shared.
        IHttpClient http = new HttpClientAdapter(() => new SharedHandler(_http, meter));
        http.SetRequestTimeout(LongestCall);
        var connection = new Connection(
            new ProductHeaderValue("automation"),
            _address,
            credentials,
            answers is null ? http : new CachingHttpClient(http, answers),
            UnreadAnswer.Serializer.Shared);
        return new GitHubClient(connection);
    }

    private sealed class AppCredentials(AppKey key) : ICredentialStore
    {
        public Task<Credentials> GetCredentials() => Task.FromResult(new Credentials(key.Token(), AuthenticationType.Bearer));
    }

    private sealed class InstallationCredentials(InstallationTokens tokens, long installation, TokenScope scope) : ICredentialStore
    {
        public async Task<Credentials> GetCredentials() => new(await tokens.GetAsync(installation, scope));
    }

    private sealed class SharedHandler(HttpMessageInvoker shared, BudgetMeter? meter) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            meter?.Called();
            return shared.SendAsync(request, cancellationToken);
        }
    }
}
