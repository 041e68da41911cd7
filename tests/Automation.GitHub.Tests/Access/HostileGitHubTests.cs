using System.Net;
using System.Security.Cryptography;
using Automation.GitHub.Access;
using Automation.GitHub.Organisations;
using Automation.GitHub.Repositories;

namespace Automation.GitHub.Tests.Access;

/// <summary>An address of the API that belongs to somebody else: nothing is read without end, and no token goes anywhere else.</summary>
public sealed class HostileGitHubTests : IDisposable
{
    private const string Token = "ghs_0123456789";
    private const string Installation = """{ "id": 1, "account": { "login": "acme", "id": 2 }, "target_type": "Organization" }""";

    private const string TokenAnswer = """{ "token": "ghs_x", "expires_at": "2126-01-01T00:00:00Z" }""";

    private readonly HttpListener _gitHub = new();
    private readonly HttpListener _other = new();
    private readonly Uri _address;
    private readonly Uri _elsewhere;
    private int _calls;
    private int _callsElsewhere;

    public HostileGitHubTests()
    {
        (_address, _elsewhere) = (Start(_gitHub), Start(_other));
        _ = ServeAsync(_other, context =>
        {
            Interlocked.Increment(ref _callsElsewhere);
            return WriteAsync(context, "{}");
        });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_without_an_end_is_not_kept()
    {
        Answer(async context =>
        {
            var piece = new byte[1024 * 1024];
            Array.Fill(piece, (byte)' ');
            while (true)
            {
                await context.Response.OutputStream.WriteAsync(piece);
            }
        });
        using var rest = new GitHubRest(Token, _address, TimeProvider.System);

        var failure = await Should.ThrowAsync<GitHubCallException>(() => rest.GetAsync("repos/acme/orders", Cancel));

        failure.Message.ShouldBe("GET /repos/acme/orders: the answer is larger than 160 MiB");
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
    {
        Answer(context =>
        {
            (context.Response.StatusCode, context.Response.RedirectLocation) = (301, _elsewhere.AbsoluteUri);
            return WriteAsync(context, "{}");
        });
        using var rest = new GitHubRest(Token, _address, TimeProvider.System);

        await Should.ThrowAsync<GitHubCallException>(() => rest.GetAsync("repos/acme/orders", Cancel));

        _callsElsewhere.ShouldBe(0);
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_not_called()
    {
        Answer(context =>
        {
            context.Response.Headers.Add("Link", $"<{_elsewhere}app/installations?page=2>; rel=\"next\"");
            return WriteAsync(context, $"[{Installation}]");
        });
        using var access = App();

        var failure = await Should.ThrowAsync<GitHubRefusalException>(access.InstallationsAsync);

        failure.Message.ShouldStartWith("an answer leads to 127.0.0.1, which is not the address of the API");
        _callsElsewhere.ShouldBe(0);
    }

    [Fact]
    public async Task A_list_of_teams_without_an_end_is_read_no_further()
    {
        Answer(context => WriteAsync(context, context.Request.Url!.AbsolutePath.EndsWith("graphql", StringComparison.Ordinal)
            ? """
              { "data": { "organization": {
                "membersWithRole": { "pageInfo": { "hasNextPage": false }, "nodes": [] },
                "teams": { "pageInfo": { "hasNextPage": true, "endCursor": "again" }, "nodes": [] } } } }
              """
            : TokenAnswer));
        using var access = App();

        var outcome = await new OrganisationReading(access.As(1, "acme")).RunAsync(Cancel);

        outcome.ShouldBeOfType<OrganisationOutcome.Unread>().Reason.ShouldContain("a list whose next page is the same one");
    }

    [Fact]
    public async Task A_list_of_repositories_without_an_end_is_read_no_further()
    {
        var page = string.Join(',', Enumerable.Range(1, 100).Select(i => $$"""{ "id": {{i}}, "name": "r{{i}}", "owner": { "login": "acme" } }"""));
        Answer(context => WriteAsync(context, context.Request.Url!.AbsolutePath.EndsWith("repositories", StringComparison.Ordinal)
            ? $$"""{ "total_count": 1000000, "repositories": [{{page}}] }"""
            : TokenAnswer));
        using var access = App();

        await Should.ThrowAsync<IncompleteListException>(() => new RepositoryListing(access.Reading(1)).RunAsync(Cancel));

        _calls.ShouldBe(1 + (3 * 2));
    }

    [Theory]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("")]
    [InlineData("[[[[")]
    public async Task An_answer_that_is_no_JSON_is_one_without_members(string body)
    {
        Answer(context => WriteAsync(context, body));
        using var rest = new GitHubRest(Token, _address, TimeProvider.System);

        (await rest.GetAsync("repos/acme/orders", Cancel))["id"].Exists.ShouldBeFalse();
    }

    public void Dispose()
    {
        _gitHub.Close();
        _other.Close();
    }

    private GitHubAccess App()
    {
        using var rsa = RSA.Create(2048);
        return new GitHubAccess(new AppKey(1, rsa.ExportRSAPrivateKeyPem(), TimeProvider.System), _address, TimeProvider.System);
    }

    private void Answer(Func<HttpListenerContext, Task> answer) => _ = ServeAsync(_gitHub, context =>
    {
        Interlocked.Increment(ref _calls);
        return answer(context);
    });

    private static async Task WriteAsync(HttpListenerContext context, string text)
    {
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }

    private static async Task ServeAsync(HttpListener listener, Func<HttpListenerContext, Task> answer)
    {
        while (listener.IsListening)
        {
            try
            {
                await answer(await listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private static Uri Start(HttpListener listener)
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        return new Uri($"http://127.0.0.1:{port}/");
    }
}
