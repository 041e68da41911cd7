using Automation.GitOps.Rendering;
using Automation.Rendering.Fetching;
using Automation.Testing;

namespace Automation.Rendering.Tests;

/// <summary>Fetching charts from a real server with HTTPS.</summary>
public sealed class ChartClientTests : IDisposable
{
    private static readonly byte[] Redis = ChartRepository.Pack("redis", "1.2.3");

    private readonly LocalCertificate _certificate = new();
    private readonly ChartRepository _server;

    public ChartClientTests() => _server = new ChartRepository(_certificate);

    [Theory]
    [InlineData("charts/redis-1.2.3.tgz")]
    [InlineData("https://{server}/stable/charts/redis-1.2.3.tgz")]
    public async Task A_chart_of_a_repository_is_fetched(string url)
    {
        _server.With("/stable/index.yaml", Index(url.Replace("{server}", _server.Authority), Digest(Redis))).With("/stable/charts/redis-1.2.3.tgz", Redis);

        var answer = await FetchAsync($"https://{_server.Authority}/stable", "redis", "v1.2.3");

        answer.ShouldBeOfType<ChartAnswer.Fetched>(answer.ToString()).Digest.ShouldBe("sha256:" + Digest(Redis));
    }

    [Fact]
    public async Task A_chart_of_a_registry_is_fetched_with_a_token()
    {
        _server.With("/v2/charts/redis/manifests/1.2.3_build", Manifest(Digest(Redis)), 401,
            $"WWW-Authenticate: Bearer realm=\"https://{_server.Authority}/token\",service=\"s\",scope=\"repository:charts/redis:pull\"\r\nX: "
            + $"needs-authorization\r\n")
            .With("/token?service=s&scope=repository%3Acharts%2Fredis%3Apull", "{\"token\": \"secret-token\"}")
            .With($"/v2/charts/redis/blobs/sha256:{Digest(Redis)}", Redis);

        var answer = await FetchAsync($"oci://{_server.Authority}/charts", "redis", "1.2.3+build",
            ChartCredentials.Parse($"{_server.Authority} user:password"));

        answer.ShouldBeOfType<ChartAnswer.Fetched>(answer.ToString());
        _server.Requests.ShouldContain("/token?service=s&scope=repository%3Acharts%2Fredis%3Apull Basic dXNlcjpwYXNzd29yZA==");
    }

    [Theory]
    [InlineData("0.0.1", "the repository does not have it")]
    [InlineData("1.2.3", "what was sent has another digest than announced")]
    public async Task A_chart_that_is_not_as_announced_is_refused(string version, string reason)
    {
        _server.With("/index.yaml", Index("redis-1.2.3.tgz", new string('0', 64))).With("/redis-1.2.3.tgz", Redis);

        (await FetchAsync($"https://{_server.Authority}", "redis", version)).ShouldBe(new ChartAnswer.Refused(reason));
    }

    [Fact]
    public async Task A_redirect_gets_no_credentials_and_none_leaves_https()
    {
        using var other = new ChartRepository(_certificate);
        other.With("/index.yaml", Index("http://localhost/redis.tgz", ""));
        _server.With("/index.yaml", "", 302, $"Location: https://{other.Authority}/index.yaml\r\n");

        var answer = await FetchAsync($"https://{_server.Authority}", "redis", "1.2.3", ChartCredentials.Parse($"{_server.Authority} user:password"));

        answer.ShouldBe(new ChartAnswer.Refused("it leads to an address without HTTPS on localhost"));
        other.Requests.ShouldBe(["/index.yaml"]);
        _server.Requests.ShouldBe(["/index.yaml Basic dXNlcjpwYXNzd29yZA=="]);
    }

    [Theory]
    [InlineData(302, "Location: /index.yaml\r\n", "localhost redirects more than 5 times")]
    [InlineData(401, "", "it needs a user and a password: set AUTOMATION_CHART_CREDENTIALS")]
    [InlineData(404, "", "{server} answers 404")]
    public async Task An_answer_without_a_chart_says_why(int status, string headers, string reason)
    {
        _server.With("/index.yaml", "", status, headers);

        (await FetchAsync($"https://{_server.Authority}", "redis", "1.2.3")).ShouldBe(new ChartAnswer.Refused(reason.Replace("{server}", "localhost")));
    }

    [Fact]
    public async Task Something_that_is_no_chart_is_refused()
    {
        _server.With("/index.yaml", Index("redis-1.2.3.tgz", "")).With("/redis-1.2.3.tgz", "no archive");

        (await FetchAsync($"https://{_server.Authority}", "redis", "1.2.3")).ShouldBe(new ChartAnswer.Refused("what was sent is no chart, or exceeds a limit"));
    }

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("v1.2.3-rc.1+build", true)]
    [InlineData("1.2", false)]
    [InlineData("1.2.x", false)]
    [InlineData("^1.2.3", false)]
    [InlineData(">= 1.2.3", false)]
    [InlineData("", false)]
    public void A_range_is_not_pinned(string version, bool isPinned) => new ChartNeed("https://charts.example", "redis", version).IsPinned.ShouldBe(isPinned);

    public void Dispose()
    {
        _server.Dispose();
        _certificate.Dispose();
    }

    private static string Digest(byte[] packed) => ChartClient.DigestOf(packed)["sha256:".Length..];

    private static string Index(string url, string digest) =>
        $"apiVersion: v1\nentries:\n  a:\n  - name: a\n    version: 1.2.3\n    urls:\n    - a.tgz\n  redis:\n  - name: redis\n    version: 1.2.4\n    "
            + $"urls:\n    - b.tgz\n"
            + $"  - name: redis\n    version: 1.2.3\n    urls:\n    - {url}\n{(digest.Length == 0 ? "" : $"    digest: \"{digest}\"\n")}generated: "
                + $"\"2026-01-01\"\n";

    private static string Manifest(string digest) =>
        $$"""{"layers":[{"mediaType":"application/vnd.cncf.helm.chart.content.v1.tar+gzip","digest":"sha256:{{digest}}"}]}""";

    private static async Task<ChartAnswer> FetchAsync(string repository, string chart, string version, ChartCredentials? credentials = null)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new ChartClient(credentials ?? ChartCredentials.None, handler);
        return await client.FetchAsync(new ChartNeed(repository, chart, version), TestContext.Current.CancellationToken);
    }
}
