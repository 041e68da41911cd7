using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;

namespace Automation.GitHub.Access;

/// <summary>GitHub's REST API with a given token, as JSON: for jobs that use many operations, most of which the library does not have.</summary>
public sealed class GitHubRest : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    private const int MostMoves = 3;

    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly string _token;

    /// <param name="address">The address of the API; the token is sent there, and nowhere else.</param>
    /// <param name="usage">Counts the calls; null where they are not counted.</param>
    public GitHubRest(string token, Uri address, TimeProvider clock, GitHubUsage? usage = null)
    {
        if (!JobAccess.IsSafe(address))
        {
            throw new ArgumentException("A token is sent only over https.", nameof(address));
        }

        _token = token;
        _address = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        _http = new HttpMessageInvoker(new PatienceHandler(clock, CallTimeout, usage ?? new GitHubUsage(), _ => { })
        {
            InnerHandler = new GuardedAnswers(_address),
        });
    }

    /// <summary>Records each write before it is done; null where nothing is recorded.</summary>
    public RecordedRun? Recorded { get; init; }

    /// <summary>A path with its parameters escaped: <c>Path($"repos/{owner}/{name}")</c>. No parameter leads to another path.</summary>
    /// <exception cref="GitHubCallException">A parameter is a part of a path that leads elsewhere, which is no name on GitHub.</exception>
    public static string Path(FormattableString path) => string.Format(
        CultureInfo.InvariantCulture,
        path.Format,
        [.. path.GetArguments().Select(a => Escaped(Convert.ToString(a, CultureInfo.InvariantCulture) ?? ""))]);

    /// <summary>The response's JSON; null if the path does not exist, or the token cannot see it.</summary>
    public async Task<JsonPart?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        }
        catch (GitHubCallException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <exception cref="GitHubCallException">There is nothing.</exception>
    public Task<JsonPart> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Sends a request, and returns the response; a response without content has no members.</summary>
    /// <exception cref="GitHubCallException">GitHub refuses it; the message has the call, the status and GitHub's reason.</exception>
    /// <exception cref="GitHubBusyException">A limit is used up.</exception>
    /// <exception cref="HttpRequestException">GitHub cannot be reached.</exception>
    public Task<JsonPart> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken) =>
        Recorded is null || method == HttpMethod.Get
            ? CallAsync(method, path, body, cancellationToken)
            : Recorded.Intent.RunAsync(WriteOf(method, path, Recorded), () => CallAsync(method, path, body, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static GitHubWrite WriteOf(HttpMethod method, string path, RecordedRun run) =>
        path.Split('?')[0].Split('/') is ["repos", var owner, var name, .. var rest]
        ? new GitHubWrite(run.Kind, new RepositoryName(owner, name), $"{method} {string.Join('/', rest)}".TrimEnd())
        : new GitHubWrite(run.Kind, run.Origin, $"{method} {path}");

    // A renamed or transferred repository answers with its present address; only reads follow it.
    private async Task<JsonPart> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        var address = new Uri(_address, path);
        for (var moves = 0; ; moves++)
        {
            var (answer, moved) = await CallAsync(method, address, path, body, cancellationToken);
            if (moved is null || moves == MostMoves || method != HttpMethod.Get || !_address.IsBaseOf(moved))
            {
                return moved is null
                    ? answer
                    : throw new GitHubCallException(HttpStatusCode.MovedPermanently, Reason(answer, method, path, HttpStatusCode.MovedPermanently));
            }

            address = moved;
        }
    }

    private async Task<(JsonPart Answer, Uri? Moved)> CallAsync(
        HttpMethod method, Uri address, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(LongestCall);
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("automation", null));
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
        }

        try
        {
            using var response = await _http.SendAsync(request, timeout.Token);
            var answer = Read(await response.Content.ReadAsStringAsync(timeout.Token));
            return response.IsSuccessStatusCode ? (answer, null)
                : response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                    && response.Headers.Location is { } location ? (answer, new Uri(address, location))
                : throw new GitHubCallException(response.StatusCode, Reason(answer, method, path, response.StatusCode));
        }
        catch (GitHubRefusalException e)
        {
            throw new GitHubCallException(HttpStatusCode.Forbidden, e.Message);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{method} /{path}: no answer within {LongestCall.TotalMinutes:N0} minutes", e);
        }
    }

    /// <summary>Asks GraphQL, for what REST does not have, and gives the data.</summary>
    /// <exception cref="GitHubCallException">GitHub refuses it, or a part of it.</exception>
    public async Task<JsonPart> AskAsync(string query, JsonObject variables, CancellationToken cancellationToken)
    {
        // https://api.github.com/graphql, https://HOST/api/graphql
        var path = _address.AbsolutePath.EndsWith("/v3/", StringComparison.Ordinal) ? "../graphql" : "graphql";
        var answer = await SendAsync(HttpMethod.Post, path, new JsonObject { ["query"] = query, ["variables"] = variables }, cancellationToken);

        // GraphQL returns errors with status 200.
        return answer["errors"].First is { Exists: true } error
            ? throw new GitHubCallException(HttpStatusCode.OK, $"POST /graphql: {error["message"].Text ?? "an error without a message"}")
            : answer["data"];
    }

    private static string Escaped(string value) => value is not ("" or "." or "..")
        ? Uri.EscapeDataString(value)
        : throw new GitHubCallException(HttpStatusCode.NotFound, $"'{value}' is not a name that GitHub allows.");

    private static JsonPart Read(string text)
    {
        try
        {
            return text.Length == 0 ? default : new JsonPart(JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            // Such as a page of a proxy.
            return default;
        }
    }

    private static string Reason(JsonPart answer, HttpMethod method, string path, HttpStatusCode status)
    {
        var message = answer["message"].Text ?? $"{method} /{path}: {(int)status}";
        var details = answer["errors"].Items.Select(e => e["message"].Text).OfType<string>().ToList();
        return details.Count == 0 ? message : $"{message} ({string.Join("; ", details)})";
    }
}

/// <summary>Records the writes of a run.</summary>
/// <param name="Intent">Records a write before it is done.</param>
/// <param name="Origin">The repository that asks for the run: writes outside of a repository, such as the creation of one, are recorded for it.</param>
public sealed record RecordedRun(WriteIntent Intent, RepositoryName Origin)
{
    /// <summary>The kind of its writes in the audit log.</summary>
    public string Kind { get; init; } = "template";
}

/// <summary>GitHub did not do what a call asks for.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">The call, the status, and GitHub's reason.</param>
public sealed class GitHubCallException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;
}
