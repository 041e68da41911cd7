using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Server.Hosting;

namespace Automation.Server.SignIn;

/// <summary>Asks GitHub, with a person's own token, which repositories they can read, as far as the App is installed there.</summary>
internal sealed class UserRepositories(ServerSettings settings) : IDisposable
{
    /// <summary>The most that GitHub returns in one call.</summary>
    private const int PageSize = 100;

    /// <summary>What is beyond 20,000 repositories is not shown.</summary>
    private const int MostCalls = 200;

    private const int LongestAnswer = 16 * 1024 * 1024;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        BaseAddress = new Uri(settings.ApiUrl.TrimEnd('/') + "/"),
        Timeout = CallTimeout,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <summary>The repositories, as <c>OWNER/NAME</c>; null if GitHub does not accept the token any more.</summary>
    /// <remarks>REST: "List app installations accessible to the user access token", "List repositories accessible to the user access token".</remarks>
    /// <exception cref="HttpRequestException">GitHub did not answer, or refused.</exception>
    public async Task<IReadOnlySet<string>?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        var (repositories, calls) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new Counter());
        try
        {
            List<long> installations = [];
            await EachAsync("user/installations", "installations", token, calls, i => Add(installations, i), cancellationToken);
            foreach (var installation in installations)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"user/installations/{installation}/repositories");
                await EachAsync(path, "repositories", token, calls, r => Add(repositories, r), cancellationToken);
            }

            return repositories;
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Unauthorized)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static void Add(List<long> installations, JsonPart installation)
    {
        if (installation["id"].Number is { } id && !installation["suspended_at"].Exists)
        {
            installations.Add(id);
        }
    }

    private static void Add(HashSet<string> repositories, JsonPart repository)
    {
        if (repository["full_name"].Text is { } name)
        {
            repositories.Add(name);
        }
    }

    private async Task EachAsync(
        string path, string list, string token, Counter calls, Action<JsonPart> add, CancellationToken cancellationToken)
    {
        for (var page = 1; calls.Value < MostCalls; page++)
        {
            calls.Value++;
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri(string.Create(CultureInfo.InvariantCulture, $"{path}?per_page={PageSize}&page={page}"), UriKind.Relative));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("automation", null));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"GitHub answered {(int)response.StatusCode} to {path}", null, response.StatusCode);
            }

            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var items = new JsonPart(json.RootElement)[list].Items.ToList();
            items.ForEach(add);
            if (items.Count < PageSize)
            {
                return;
            }
        }
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
