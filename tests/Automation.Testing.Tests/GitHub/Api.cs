using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

namespace Automation.Testing.Tests.GitHub;

/// <summary>A plain HTTP client of the fake, as an installation of the app in <c>acme</c> by default.</summary>
internal sealed class Api : IDisposable
{
    private readonly HttpClient _http;

    public Api(FakeGitHub gitHub, string? token = null, string account = "acme")
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = gitHub.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? gitHub.InstallationToken(account));
    }

    public static Api AsApp(FakeGitHub gitHub) => new(gitHub, gitHub.AppToken());

    public async Task<Reply> Get(string path, params (string Name, string Value)[] headers) => await Send(HttpMethod.Get, path, null, headers);

    public async Task<Reply> Post(string path, JsonNode body) => await Send(HttpMethod.Post, path, body);

    public async Task<Reply> Patch(string path, JsonNode body) => await Send(HttpMethod.Patch, path, body);

    public async Task<Reply> Delete(string path) => await Send(HttpMethod.Delete, path, null);

    public async Task<Reply> Send(HttpMethod method, string path, JsonNode? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString());
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, text, all);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Message => (string)Json["message"]!;

    public JsonNode this[string name] => Json[name]!;

    public JsonArray Items => Json.AsArray();
}
