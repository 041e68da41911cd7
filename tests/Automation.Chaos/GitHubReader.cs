using System.Net.Http.Headers;
using System.Text.Json;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>Reads GitHub's state over its REST API, as anybody with a token can.</summary>
internal sealed class GitHubReader : IDisposable
{
    private const int PageSize = 100;

    private readonly HttpClient _http;

    private GitHubReader(HttpClient http) => _http = http;

    public static Task<GitHubReader> CreateAsync(FakeGitHubProcess gitHub, CancellationToken cancellationToken) =>
        CreateAsync(gitHub, "acme", cancellationToken);

    /// <summary>A reader of one organisation, and of what others made public.</summary>
    public static async Task<GitHubReader> CreateAsync(FakeGitHubProcess gitHub, string organisation, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = gitHub.Api };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await gitHub.TokenAsync(organisation, cancellationToken));
        return new GitHubReader(http);
    }

    /// <summary>What one address returns.</summary>
    public async Task<JsonElement> OneAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return document.RootElement.Clone();
    }

    /// <summary>All items of a list, page by page; the list itself, or a member of the answer.</summary>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(string path, string? member, CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var start = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var answer = await OneAsync($"{path}{start}per_page={PageSize}&page={page}", cancellationToken);
            var items = member is null ? answer : answer.GetProperty(member);
            all.AddRange(items.EnumerateArray());
            if (items.GetArrayLength() < PageSize)
            {
                return all;
            }
        }
    }

    /// <summary>The files of a commit, with their blobs' ids.</summary>
    public async Task<IReadOnlyList<(string Path, string Sha)>> FilesAsync(string repository, string revision, CancellationToken cancellationToken)
    {
        var tree = await OneAsync($"/repos/{repository}/git/trees/{revision}?recursive=1", cancellationToken);
        return
        [
            .. tree.GetProperty("tree").EnumerateArray()
                .Where(e => e.GetProperty("type").GetString() == "blob")
                .Select(e => (e.GetProperty("path").GetString()!, e.GetProperty("sha").GetString()!)),
        ];
    }

    /// <summary>The bytes of a file.</summary>
    public async Task<byte[]> BlobAsync(string repository, string sha, CancellationToken cancellationToken)
    {
        var blob = await OneAsync($"/repos/{repository}/git/blobs/{sha}", cancellationToken);
        return Convert.FromBase64String(blob.GetProperty("content").GetString()!.Replace("\n", "", StringComparison.Ordinal));
    }

    /// <summary>The bytes of a file at a revision.</summary>
    public async Task<byte[]> ContentAsync(string repository, string path, string revision, CancellationToken cancellationToken)
    {
        var file = await OneAsync($"/repos/{repository}/contents/{path}?ref={revision}", cancellationToken);
        return Convert.FromBase64String(file.GetProperty("content").GetString()!.Replace("\n", "", StringComparison.Ordinal));
    }

    public void Dispose() => _http.Dispose();
}
